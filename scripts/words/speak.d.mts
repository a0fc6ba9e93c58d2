export function speak(path: string, source: string, words: Readonly<Record<string, string>>): string;
