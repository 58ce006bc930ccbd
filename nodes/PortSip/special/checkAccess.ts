import { readFromInside } from '../transport/privateSession';
import type { Special } from './index';

/** Enters a tenant in a private session and gives the tenant as it is seen from inside. */
export const checkAccess: Special = async ({ context, call }) => [
	{ json: await readFromInside(context, call.query?.id ?? '') },
];
