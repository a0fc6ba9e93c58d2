/** One way to do the flow from the results page to the confirmation, for the listing with this id. */
export interface Runner extends AsyncDisposable {
  flow(id: string): Promise<void>;
}
