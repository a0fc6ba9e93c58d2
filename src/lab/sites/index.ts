import type { Site } from "../site.ts";
import { asksbirthdate } from "./asksbirthdate.ts";
import { botwall } from "./botwall.ts";
import { captchaletters } from "./captchaletters.ts";
import { captchapicture } from "./captchapicture.ts";
import { codebymail } from "./codebymail.ts";
import { comesback } from "./comesback.ts";
import { cookiewall } from "./cookiewall.ts";
import { directform } from "./directform.ts";
import { droppedline } from "./droppedline.ts";
import { familybranch, familyleaf, familyroot } from "./family.ts";
import { livefields } from "./livefields.ts";
import { blankpage, emptyhouse, onlynamesake, unsurerow } from "./no-request.ts";
import { pasteurl } from "./pasteurl.ts";
import { peoplepick } from "./peoplepick.ts";
import { ratelimited } from "./ratelimited.ts";
import { samenames } from "./samenames.ts";
import { shortthenfull } from "./shortthenfull.ts";
import { stayslisted } from "./stayslisted.ts";
import { wizardrows } from "./wizardrows.ts";

/** Every site of the lab, in the order in which the demo tells of them. */
export const sites: readonly Site[] = [
  directform,
  peoplepick,
  pasteurl,
  familyroot,
  familybranch,
  familyleaf,
  shortthenfull,
  codebymail,
  wizardrows,
  samenames,
  cookiewall,
  livefields,
  stayslisted,
  comesback,
  ratelimited,
  droppedline,
  asksbirthdate,
  captchapicture,
  captchaletters,
  botwall,
  blankpage,
  emptyhouse,
  onlynamesake,
  unsurerow,
];
