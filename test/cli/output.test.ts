import { describe, expect, it } from "vitest";
import { displayWidth, truncate, wrap } from "../../src/cli/display-width.ts";
import { openProgress } from "../../src/cli/progress.ts";
import { safeText } from "../../src/cli/safe-text.ts";
import { ownFrames, sayError } from "../../src/cli/say-error.ts";
import { table } from "../../src/cli/table.ts";

describe("safeText", () => {
  it.each([
    ["a colour", "\u001b[31mred\u001b[0m", "red"],
    ["a clickable link", "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007", "click"],
    ["a link closed the other way", "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\", "click"],
    ["a window title", "\u001b]0;owned\u0007text", "text"],
    ["a control sequence of one byte", "\u009b31mred", "red"],
    ["a terminal reset", "\u001bcgone", "gone"],
    ["a line that overwrites itself", "removed\rlisted", "removed listed"],
    ["bidi overrides", "a\u202egnp.exe\u2066b\u2069", "agnp.exeb"],
    ["zero-width characters", "ac\u200bme\ufeff\u2060", "acme"],
    ["a backspace and a bell", "a\u0008b\u0007", "ab"],
    ["names as they are", "José Ñandú 李", "José Ñandú 李"],
  ])("takes out %s", (_, text, expected) => {
    expect(safeText(text)).toBe(expected);
  });
});

describe("display width", () => {
  it("counts columns, not code units", () => {
    expect([displayWidth("abc"), displayWidth("José"), displayWidth("李"), displayWidth("👩‍👩‍👧")]).toEqual([3, 4, 2, 2]);
  });

  it("cuts between characters and says that something is missing", () => {
    expect(truncate("李李李", 5)).toBe("李李…");
  });

  it("breaks at spaces, and a long word where it must", () => {
    expect(wrap("one two threefourfive", 7)).toEqual(["one two", "threefo", "urfive"]);
  });
});

describe("table", () => {
  const columns = [{ title: "broker" }, { title: "where it stands", least: 10 }];
  const rows = [["acme-people", "they say that it is done, and the listing is still there as of today, which is odd indeed"], ["b", "ok"]];

  it("never goes beyond its width", () => {
    for (const width of [30, 40, 80]) {
      const lines = table(columns, rows, { width });
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  it("loses no word when it wraps", () => {
    const words = table(columns, rows, { width: 40 }).join(" ").split(/\s+/);

    expect(words).toEqual(expect.arrayContaining("they say that it is done, and the listing is still there".split(" ")));
  });

  it("shows a cell's text without what it does to a terminal", () => {
    expect(table([{ title: "x" }], [["\u001b[2Jgone\nnext"]], { width: 80 })).toEqual(["x", "gone next"]);
  });
});

describe("progress", () => {
  class Screen {
    readonly columns = 40;
    written = "";
    readonly isTTY: boolean;
    constructor(isTTY: boolean) {
      this.isTTY = isTTY;
    }
    write(text: string): void {
      this.written += text;
    }
  }

  it("writes plain lines into a pipe", () => {
    const pipe = new Screen(false);
    const progress = openProgress(pipe, false);

    progress.show("acme", "looking");
    progress.settle("acme", "found");
    progress.close();

    expect(pipe.written).toBe(`${"acme".padEnd(24)}  looking\n${"acme".padEnd(24)}  found\n`);
  });

  it("redraws its lines on a terminal and leaves only what settled", () => {
    const terminal = new Screen(true);
    const progress = openProgress(terminal, false);

    progress.show("acme", "looking");
    progress.show("other", "looking");
    progress.settle("acme", "found");
    progress.close();

    expect(screenAfter(terminal.written)).toEqual([`${"acme".padEnd(24)}  found`]);
  });

  it("says nothing when quiet", () => {
    const terminal = new Screen(true);

    openProgress(terminal, true).show("acme", "looking");

    expect(terminal.written).toBe("");
  });

  /** What a terminal shows after these writes: it knows "up and clear the line", and newlines. */
  function screenAfter(written: string): string[] {
    const lines: string[] = [];
    for (const part of written.split(/(\u001b\[1A\u001b\[2K|\n)/)) {
      if (part === "\u001b[1A\u001b[2K") lines.pop();
      else if (part !== "\n" && part !== "") lines.push(part);
    }
    return lines;
  }
});

describe("an error that is not ours", () => {
  it.each(["ENOSPC", "EROFS", "EACCES", "EIO"])("of the disk (%s) is said with what to do, and without its path", (code) => {
    const said = sayError(Object.assign(new Error(`${code}: open '/home/jane roe/x'`), { code }));

    expect(JSON.stringify(said)).not.toContain("jane");
    expect(said.message).toMatch(/disk|may not be/);
    expect(said.hint).toBeDefined();
  });

  it("is said by its class and our own places, never by its message", () => {
    const error = new TypeError("locator.fill: value Canarylast is not a function");

    const said = JSON.stringify(sayError(error)) + ownFrames(error).join("\n");

    expect(said).not.toContain("Canarylast");
    expect(said).toContain("TypeError");
  });
});
