/** Who to call or write. Phone numbers ship only with where and when they were seen (SAFETY: output). */
export interface Helpline {
  /** A country or region in small letters, a state of it after a hyphen, or `world`. */
  readonly region: string;
  readonly name: string;
  /** What it is for; empty where no source says. */
  readonly audience: string;
  /** How to reach it, besides its page. */
  readonly channel?: string;
  readonly hours?: string;
  /** Its own page, which is the source as well. */
  readonly url?: string;
  /** Where its number was seen, where that was not its own page. */
  readonly seenAt?: string;
  readonly isUnder18?: true;
  /** Sources agree, or only one of weight says so. */
  readonly confidence: "high" | "medium";
}

/** From the organisations' own public pages as they were stored on this day; not the live pages. To be looked at again before a release. */
export const CHECKED_ON = "2026-11-22";

export const HELPLINES: readonly Helpline[] = [
  { region: "us", name: "CCRI Image Abuse Helpline", audience: "image abuse, adults", channel: "844-878-2274", hours: "24/7", url: "cybercivilrights.org", confidence: "high" },
  { region: "us", name: "RAINN National Sexual Assault Hotline", audience: "sexual violence", channel: "800-656-4673; online chat", hours: "24/7", url: "rainn.org", confidence: "high" },
  { region: "us", name: "National Domestic Violence Hotline", audience: "domestic violence", channel: "800-799-7233; TTY 800-787-3224; text START to 88788", hours: "24/7", url: "thehotline.org", confidence: "high" },
  { region: "us", name: "NCMEC CyberTipline", audience: "anyone under 18", channel: "800-843-5678", hours: "24/7", url: "report.cybertip.org", confidence: "high" },
  { region: "us", name: "NCMEC Take It Down", audience: "images made when you were under 18; worldwide, anonymous", url: "takeitdown.ncmec.org", confidence: "high" },
  { region: "us", name: "DHS Know2Protect", audience: "child exploitation", channel: "833-591-5669", url: "know2protect.gov", seenAt: "kvoe.com (2024-12-09)", confidence: "medium" },
  { region: "us", name: "FBI / IC3", audience: "extortion, stalking", channel: "800-225-5324", url: "tips.fbi.gov, ic3.gov", confidence: "medium" },
  { region: "us", name: "FTC Take It Down complaints", audience: "a platform that does not take images down within 48 h, or has no way to ask", url: "takeitdown.ftc.gov", confidence: "high" },
  { region: "us", name: "988 Lifeline", audience: "suicidal crisis", channel: "call/text 988", hours: "24/7", url: "988lifeline.org", confidence: "medium" },
  { region: "us", name: "Human Trafficking Hotline", audience: "", channel: "888-373-7888", hours: "24/7", url: "humantraffickinghotline.org", confidence: "medium" },
  { region: "us", name: "WomensLaw (NNEDV)", audience: "legal questions", channel: "e-mail hotline", url: "womenslaw.org", confidence: "medium" },
  { region: "us", name: "NNEDV Safety Net", audience: "tech safety toolkits, DocuSAFE", url: "techsafety.org", confidence: "high" },
  { region: "us", name: "Operation Safe Escape", audience: "security help against domestic violence", url: "safeescape.org", confidence: "medium" },
  { region: "us-ny", name: "CETA (Cornell Tech)", audience: "tech abuse clinic", channel: "by referral (Family Justice Centers)", url: "ceta.tech.cornell.edu", confidence: "high" },
  { region: "us-ca", name: "Safe at Home / DROP", audience: "address confidentiality; one deletion request to every registered broker", url: "sos.ca.gov; privacy.ca.gov", confidence: "high" },
  { region: "uk", name: "Revenge Porn Helpline (SWGfL)", audience: "adults in UK", channel: "0345 6000 459", hours: "Mon–Fri 10:00–16:00, not bank holidays", url: "revengepornhelpline.org.uk", confidence: "high" },
  { region: "uk", name: "Report Harmful Content", audience: "other online harm", url: "reportharmfulcontent.com", confidence: "medium" },
  { region: "uk", name: "Report Remove (Childline + IWF)", audience: "under 18", url: "childline.org.uk", isUnder18: true, confidence: "medium" },
  { region: "world", name: "StopNCII.org (SWGfL)", audience: "adults; hash on device", channel: "web; stopncii@swgfl.org.uk", url: "stopncii.org", confidence: "high" },
  { region: "world", name: "Revenge Porn Helpline: help outside the UK", audience: "directory", url: "revengepornhelpline.org.uk/how-can-we-help/if-we-can-t-help-who-can/help-for-victims-outside-the-uk/", confidence: "high" },
  { region: "world", name: "Chayn / Bloom", audience: "healing resources, multilingual", url: "chayn.co", confidence: "medium" },
  { region: "au", name: "eSafety Commissioner", audience: "can order removal", channel: "web form; representative allowed; anonymous possible", hours: "urgent reports in about 2 business days", url: "esafety.gov.au/report", confidence: "high" },
  { region: "nz", name: "Netsafe", audience: "the agency under the Harmful Digital Communications Act", channel: "0508 638 723", hours: "phone Mon–Fri 8–20; service also 9–17 weekends/holidays", url: "report.netsafe.org.nz", confidence: "high" },
  { region: "ca", name: "Cybertip.ca / NeedHelpNow", audience: "under 18", url: "cybertip.ca, needhelpnow.ca", confidence: "medium" },
  { region: "ca-bc", name: "Intimate Images Protection Service + CRT", audience: "adults, orders to platforms", channel: "phone/e-mail on page", url: "gov.bc.ca (intimate-images); civilresolutionbc.ca", confidence: "high" },
  { region: "ie", name: "Hotline.ie", audience: "intimate image abuse (Coco's Law)", channel: "web, anonymous", url: "hotline.ie/report", confidence: "high" },
  { region: "in", name: "National Cybercrime Portal", audience: "intimate images; platforms have to act within 24 h", channel: "1930", url: "cybercrime.gov.in", confidence: "high" },
  { region: "in", name: "Meri Trustline (RATI)", audience: "children", channel: "6363176363", seenAt: "etvbharat.com (2022-07-14)", isUnder18: true, confidence: "medium" },
  { region: "fr", name: "3018 (e-Enfance)", audience: "cyber-harassment, revenge porn", channel: "3018, chat", url: "3018.fr", confidence: "high" },
  { region: "fr", name: "119", audience: "child danger", channel: "119", hours: "24/7", url: "allo119.gouv.fr", isUnder18: true, confidence: "high" },
  { region: "de", name: "HateAid", audience: "digital violence, legal funding", channel: "web/app form", url: "hateaid.org", confidence: "medium" },
  { region: "kr", name: "Digital Sexual Crime Victim Support Center", audience: "deletion support", hours: "24 h counselling planned", url: "d4u.stop.or.kr", confidence: "medium" },
  { region: "jp", name: "PAPS", audience: "digital sexual violence", url: "paps.jp", confidence: "medium" },
  { region: "sg", name: "SHECARES@SCWO / Solid Ground", audience: "takedown guides", url: "solidground.sg", confidence: "medium" },
  { region: "latam", name: "Acoso.Online", audience: "platform guides by country", url: "acoso.online", confidence: "medium" },
  { region: "eu", name: "INHOPE directory", audience: "national hotlines for images of children", url: "inhope.org", isUnder18: true, confidence: "medium" },
];
