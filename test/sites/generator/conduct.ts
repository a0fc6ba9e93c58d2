/** How a site behaves towards its next visitor. One site of a rehearsal is visited by one rehearsal at a time. */
export class Conduct {
  /** Every page is a challenge that doesn't pass. */
  isWalled = false;
  /** Somebody sits at the page: what a person has to answer there is answered. */
  isAttended = false;
  /** The id or name of a control that has gone since the playbook was written. */
  without: string | undefined;
}
