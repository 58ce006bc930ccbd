import type { Row } from '../define';

/** A regular call on a route of its own: where records have no id, or a resource no single base. */
export const at = (route: string, row: Row): Row => ({ ...row, route });
