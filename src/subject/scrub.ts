import { personalValues, type Profile } from "./profile.ts";

/** Takes every value of a profile out of a text, whatever its case: the last net under errors that outside code wrote. */
export function scrubber(profile: Profile): (text: string) => string {
  const values = personalValues(profile).sort((a, b) => b.length - a.length);
  return (text) => values.reduce((left, value) => takeOut(left, value), text);
}

function takeOut(text: string, value: string): string {
  const [lower, wanted] = [text.toLowerCase(), value.toLowerCase()];
  let [out, end] = ["", 0];
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, end)) {
    out += `${text.slice(end, at)}[…]`;
    end = at + wanted.length;
  }
  return out + text.slice(end);
}
