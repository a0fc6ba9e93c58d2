export interface TlsRecord {
  readonly type: number;
  readonly length: number;
}

type Began = (record: TlsRecord) => void;

const HEADER_LENGTH = 5;
const MAX_LENGTH = 2 ** 14 + 2048;

/** Walks the record headers of one direction of a TLS stream (RFC 8446, 5.1); the bodies stay sealed. */
export class TlsRecords {
  /** The bytes are no TLS, or the walk lost its place: nothing can be told any more. */
  isLost = false;
  #header = Buffer.alloc(0);
  #left = 0;

  /** The records that ended in this chunk; `began` is told of each record whose header is complete. */
  read(chunk: Buffer, began: Began = () => undefined): TlsRecord[] {
    const ended: TlsRecord[] = [];
    let rest = chunk;
    while (rest.length > 0 && !this.isLost) {
      rest = this.#left > 0 ? this.#skipBody(rest, ended) : this.#takeHeader(rest, began);
    }
    return ended;
  }

  #takeHeader(chunk: Buffer, began: Began): Buffer {
    const wanted = HEADER_LENGTH - this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, wanted)]);
    if (this.#header.length < HEADER_LENGTH) return chunk.subarray(wanted);
    const record = this.#record();
    this.isLost = record.type < 20 || record.type > 24 || record.length > MAX_LENGTH || record.length === 0;
    this.#left = record.length;
    began(record);
    return chunk.subarray(wanted);
  }

  #skipBody(chunk: Buffer, ended: TlsRecord[]): Buffer {
    const skipped = Math.min(this.#left, chunk.length);
    this.#left -= skipped;
    if (this.#left === 0) {
      ended.push(this.#record());
      this.#header = Buffer.alloc(0);
    }
    return chunk.subarray(skipped);
  }

  #record(): TlsRecord {
    return { type: this.#header[0] ?? 0, length: this.#header.readUInt16BE(3) };
  }
}
