/** Statuses of a restart, or of something in between that may have passed the request on. */
export const PASSED_ON: ReadonlySet<number> = new Set([502, 503, 504]);
