/**
 * What a law says of somebody who asks in another's name:
 * permission: with the person's signed permission, which may be checked with them · authority: where the controller is satisfied of a
 * written authority · written: with a written authority or mandate · opt-out: to opt out of sale and for nothing else · none: it
 * names no agent · unknown: nobody has looked.
 */
export type AgentClause = "permission" | "authority" | "written" | "opt-out" | "none" | "unknown";

export interface AgentLaw {
  readonly id: string;
  readonly place: string;
  readonly law: string;
  readonly citation: string;
  readonly inForceFrom: string;
  readonly agent: AgentClause;
  /** False: what is said of agents here, or since when, rests on somebody's memory, and a lawyer should look before it is relied on. */
  readonly isVerified: boolean;
  readonly sources: readonly string[];
}

/** Facts only, gathered on this day from what `sources` name; no claim of any of them was tried in practice. */
export const AGENT_LAW_AS_OF = "2026-11-22";

export const AGENT_LAWS: readonly AgentLaw[] = [
  { id: "us-ca", place: "California", law: "California Consumer Privacy Act", citation: "Cal. Civ. Code 1798.100 et seq.; 11 CCR 7063", inForceFrom: "2020-01-01", agent: "permission", isVerified: true, sources: ["11 CCR 7063", "GTLaw deskbook p.96"] },
  { id: "us-va", place: "Virginia", law: "Virginia Consumer Data Protection Act", citation: "Va. Code 59.1-575 to -585 (59.1-577)", inForceFrom: "2023-01-01", agent: "none", isVerified: true, sources: ["Va. Code 59.1-577", "GTLaw deskbook p.392", "Mayer Brown tracker"] },
  { id: "us-co", place: "Colorado", law: "Colorado Privacy Act", citation: "C.R.S. 6-1-1301 to -1313 (6-1-1306); 4 CCR 904-3", inForceFrom: "2023-07-01", agent: "opt-out", isVerified: true, sources: ["C.R.S. 6-1-1306 (casetext)"] },
  { id: "us-ct", place: "Connecticut", law: "Connecticut Data Privacy Act", citation: "Conn. Gen. Stat. 42-515 to -526 (42-518, 42-519)", inForceFrom: "2023-07-01", agent: "opt-out", isVerified: true, sources: ["Conn. Gen. Stat. 42-518, 42-519", "GTLaw deskbook p.166"] },
  { id: "us-ut", place: "Utah", law: "Utah Consumer Privacy Act", citation: "Utah Code 13-61-101 et seq. (13-61-201 to -203)", inForceFrom: "2023-12-31", agent: "none", isVerified: true, sources: ["open-agreements utah.md"] },
  { id: "us-fl", place: "Florida", law: "Florida Digital Bill of Rights", citation: "Fla. Stat. 501.701-.722 (501.705-.709)", inForceFrom: "2024-07-01", agent: "none", isVerified: true, sources: ["Fla. Stat. 501.705-.709", "lawserver 501.706"] },
  { id: "us-or", place: "Oregon", law: "Oregon Consumer Privacy Act", citation: "ORS 646A.570-.589 (646A.574, 646A.576)", inForceFrom: "2024-07-01", agent: "opt-out", isVerified: true, sources: ["ORS 646A.576 (lawserver)", "Oregon DOJ FAQ"] },
  { id: "us-tx", place: "Texas", law: "Texas Data Privacy and Security Act", citation: "Tex. Bus. & Com. Code ch. 541 (541.051-.055)", inForceFrom: "2024-07-01", agent: "opt-out", isVerified: true, sources: ["texas.public.law 541.055", "GTLaw deskbook p.413"] },
  { id: "us-mt", place: "Montana", law: "Montana Consumer Data Privacy Act", citation: "Mont. Code Ann. 30-14-2801 et seq. (2808, 2809)", inForceFrom: "2024-10-01", agent: "opt-out", isVerified: false, sources: ["GTLaw deskbook p.258", "lawserver 30-14-2808"] },
  { id: "us-de", place: "Delaware", law: "Delaware Personal Data Privacy Act", citation: "Del. Code tit. 6 ch. 12D (12D-104, 12D-105)", inForceFrom: "2025-01-01", agent: "opt-out", isVerified: true, sources: ["GTLaw deskbook p.183"] },
  { id: "us-ia", place: "Iowa", law: "Iowa Consumer Data Protection Act", citation: "Iowa Code ch. 715D (715D.3)", inForceFrom: "2025-01-01", agent: "none", isVerified: true, sources: ["Mayer Brown tracker", "counselstack 715D.3"] },
  { id: "us-ne", place: "Nebraska", law: "Nebraska Data Privacy Act", citation: "Neb. Rev. Stat. 87-1101 to -1130 (1107-1111)", inForceFrom: "2025-01-01", agent: "opt-out", isVerified: false, sources: ["GTLaw deskbook p.320", "self-law 87-1108"] },
  { id: "us-nh", place: "New Hampshire", law: "New Hampshire Data Privacy Act", citation: "RSA 507-H (507-H:4, H:5)", inForceFrom: "2025-01-01", agent: "opt-out", isVerified: false, sources: ["doj.nh.gov/data-privacy-enforcement"] },
  { id: "us-nj", place: "New Jersey", law: "New Jersey Data Privacy Act", citation: "N.J.S.A. 56:8-166.4 to .19 (166.7, 166.10, 166.11)", inForceFrom: "2025-01-15", agent: "opt-out", isVerified: false, sources: ["casetext 56:8-166.11", "GTLaw deskbook p.347"] },
  { id: "us-tn", place: "Tennessee", law: "Tennessee Information Protection Act", citation: "Tenn. Code Ann. 47-18-3301 et seq. (3304)", inForceFrom: "2025-07-01", agent: "none", isVerified: false, sources: ["DWT"] },
  { id: "us-mn", place: "Minnesota", law: "Minnesota Consumer Data Privacy Act", citation: "Minn. Stat. ch. 325M (325M.14)", inForceFrom: "2025-07-31", agent: "opt-out", isVerified: false, sources: ["revisor.mn.gov 325M.14"] },
  { id: "us-md", place: "Maryland", law: "Maryland Online Data Privacy Act", citation: "Md. Code, Com. Law 14-4701 et seq. (14-4705, 14-4706)", inForceFrom: "2025-10-01", agent: "opt-out", isVerified: false, sources: ["mgaleg.maryland.gov 14-4706"] },
  { id: "us-in", place: "Indiana", law: "Indiana Consumer Data Protection Act", citation: "Ind. Code 24-15 (24-15-3-1)", inForceFrom: "2026-01-01", agent: "none", isVerified: false, sources: ["lawserver IC 24-15-3-1"] },
  { id: "us-ky", place: "Kentucky", law: "Kentucky Consumer Data Protection Act", citation: "KRS 367.3611-.3629 (367.3615)", inForceFrom: "2026-01-01", agent: "none", isVerified: false, sources: ["self-law KRS 367.3615"] },
  { id: "us-ri", place: "Rhode Island", law: "Rhode Island Data Transparency and Privacy Protection Act", citation: "R.I. Gen. Laws 6-48.1 (6-48.1-5, -6)", inForceFrom: "2026-01-01", agent: "opt-out", isVerified: false, sources: ["webserver.rilin.state.ri.us 6-48.1-6"] },
  { id: "us-ok", place: "Oklahoma", law: "Oklahoma Consumer Data Privacy Act", citation: "75A O.S. 300-318", inForceFrom: "2027-01-01", agent: "none", isVerified: false, sources: ["open-agreements oklahoma.md"] },
  { id: "us-la", place: "Louisiana", law: "Louisiana Data Privacy Act", citation: "La. R.S. 51:1780.1 et seq. (1780.3)", inForceFrom: "2027-01-01", agent: "opt-out", isVerified: true, sources: ["open-agreements louisiana.md"] },
  { id: "us-al", place: "Alabama", law: "Alabama Personal Data Protection Act", citation: "Ala. Act 2026-552", inForceFrom: "2027-05-01", agent: "unknown", isVerified: false, sources: ["open-agreements alabama.md"] },
  { id: "us-vt", place: "Vermont", law: "Vermont Data Privacy and Online Surveillance Act", citation: "9 V.S.A. ch. 61A (S.71); 9 V.S.A. 2430, 2446-2447", inForceFrom: "2028-01-01", agent: "unknown", isVerified: false, sources: ["self-law 9 V.S.A. 2446"] },
  { id: "us-nv", place: "Nevada", law: "Nevada online privacy law", citation: "NRS 603A.300-.360 (603A.345)", inForceFrom: "2019-10-01", agent: "unknown", isVerified: false, sources: ["open-agreements nevada.md"] },
  { id: "eu-gdpr", place: "European Union", law: "General Data Protection Regulation", citation: "Reg. (EU) 2016/679 Arts. 12, 15-19, 21, 77-80", inForceFrom: "2018-05-25", agent: "authority", isVerified: true, sources: ["GDPRhub Art. 12"] },
  { id: "uk-gdpr", place: "United Kingdom", law: "UK GDPR + Data Protection Act 2018", citation: "UK GDPR Arts. 12, 12A, 15-21; DPA 2018 s.164A", inForceFrom: "2021-01-01", agent: "authority", isVerified: false, sources: ["ico.org.uk"] },
  { id: "ca-pipeda", place: "Canada (federal)", law: "PIPEDA", citation: "S.C. 2000 c. 5, s. 8; Sched. 1 cl. 4.3.8, 4.5, 4.9", inForceFrom: "2004-01-01", agent: "written", isVerified: false, sources: ["PIPEDA Sched. 1 cl. 4.9"] },
  { id: "ca-qc", place: "Quebec", law: "Act respecting the protection of personal information in the private sector", citation: "CQLR c. P-39.1 ss. 27-28.1, 32", inForceFrom: "2023-09-22", agent: "written", isVerified: false, sources: ["CQLR c. P-39.1"] },
  { id: "br-lgpd", place: "Brazil", law: "LGPD", citation: "Lei 13.709/2018 arts. 18-19", inForceFrom: "2020-09-18", agent: "written", isVerified: false, sources: ["LGPD art. 18 par. 3"] },
  { id: "au-privacy", place: "Australia", law: "Privacy Act 1988", citation: "Privacy Act 1988 (Cth) Sch. 1", inForceFrom: "2014-03-12", agent: "written", isVerified: false, sources: ["Privacy Act 1988 Sch. 1"] },
];
