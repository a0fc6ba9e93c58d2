import type { Frame, Page, Request, Response } from "playwright";

/** What becomes of the page's document since the watch began: whether it failed, which ends a wait for words that can no longer come. */
export interface Ending extends Disposable {
  /** Resolves when another document has come. */
  readonly arrived: Promise<void>;
  /** Resolves when a main document fails to load or comes with an error status, or the page crashes. */
  readonly badly: Promise<void>;
  /** `connection-lost`, `http-500`; nothing as long as all is well. */
  reason(): string | undefined;
  markLost(): void;
}

export function watchEnding(page: Page): Ending {
  let reason: string | undefined;
  let [arrive, resolve] = [(): void => undefined, (): void => undefined];
  const arrived = new Promise<void>((done) => (arrive = done));
  const badly = new Promise<void>((done) => (resolve = done));

  const end = (why: string): void => {
    reason ??= why;
    resolve();
  };
  const isDocument = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  // A navigation that another one overtakes is aborted; that is no failure.
  const onFailed = (request: Request): void => {
    if (isDocument(request) && request.failure()?.errorText !== "net::ERR_ABORTED") end("connection-lost");
  };
  const onResponse = (response: Response): void => {
    if (isDocument(response.request()) && response.status() >= 400) end(`http-${response.status()}`);
  };
  const onGone = (): void => end("connection-lost");
  const onNavigated = (frame: Frame): void => {
    if (frame === page.mainFrame()) arrive();
  };

  page.on("framenavigated", onNavigated).on("requestfailed", onFailed).on("response", onResponse).on("crash", onGone).on("close", onGone);
  return {
    arrived,
    badly,
    reason: () => reason,
    markLost: onGone,
    [Symbol.dispose]: () => void page.off("framenavigated", onNavigated).off("requestfailed", onFailed).off("response", onResponse).off("crash", onGone).off("close", onGone),
  };
}
