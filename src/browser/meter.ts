import { TlsRecords, type TlsRecord } from "./tls-records.ts";

/**
 * Tells, from the bytes of one tunnel alone, when the client has said something and when the other side has answered.
 * When in doubt the client has spoken and the other side has not.
 */
export interface Meter {
  /** How long the first record of application data among these client bytes is; 0 when there is none. */
  sends(chunk: Buffer): number;
  /** True when these upstream bytes are an answer. */
  answers(chunk: Buffer): boolean;
}

/** The proxy ends TLS itself and sees the plain text: every byte counts. */
export const plainMeter: Meter = { sends: (chunk) => chunk.length, answers: (chunk) => chunk.length > 0 };

const HANDSHAKE = 22;
const APPLICATION_DATA = 23;
/** A TLS 1.3 Finished on the wire: 4 + hash (SHA-256, SHA-384) + content type + tag. */
const FINISHED_LENGTHS: readonly number[] = [53, 69];
/** TLS 1.3 hides its alerts (2 bytes + content type + tag) in application data: a goodbye is no request and no answer. */
const ALERT_LENGTH = 19;

/** The proxy passes TLS on and sees record headers only. */
export function tlsMeter(): Meter {
  const client = new TlsRecords();
  const upstream = new TlsRecords();
  let handshakes = 0;
  let isFirst = true;
  let hasUpstreamSpoken = false;

  // TLS 1.3 sends one plain handshake record, its hello, and seals the rest; TLS 1.2 sends several, and its first
  // application record is the request. A hello-retry looks like 1.2, and data before any answer is 0-RTT: both count.
  const isFinished = (length: number) => isFirst && handshakes === 1 && hasUpstreamSpoken && FINISHED_LENGTHS.includes(length);

  function isRequest({ type, length }: TlsRecord): boolean {
    if (type === HANDSHAKE) handshakes += 1;
    if (type !== APPLICATION_DATA) return false;
    const isTalk = length === ALERT_LENGTH || isFinished(length);
    isFirst = false;
    return !isTalk;
  }

  return {
    sends(chunk) {
      const began: TlsRecord[] = [];
      client.read(chunk, (record) => began.push(record));
      const [first] = began.filter(isRequest);
      return first?.length ?? (client.isLost ? chunk.length : 0);
    },
    answers(chunk) {
      hasUpstreamSpoken = true;
      const ended = upstream.read(chunk);
      return ended.some(({ type, length }) => type === APPLICATION_DATA && length > ALERT_LENGTH);
    },
  };
}
