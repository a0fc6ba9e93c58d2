/** In the place of Playwright where pages are scripted: loading the real one would take longer than a whole run. */
export const selectors = { register: async (): Promise<void> => undefined };
