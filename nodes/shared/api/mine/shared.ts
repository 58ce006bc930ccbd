import type { ResourceFacts } from '../define';
import { listedId } from '../fields';
import type { Field } from '../types';

/**
 * What a resource is to the signed-in user, and whose account it needs.
 *
 * @param alsoCalled other common names of it
 */
export const ofUser = (what: string, alsoCalled?: string): ResourceFacts => ({
	description: `${what}; needs a tenant user`,
	alsoCalled,
});

/** A record that no locator finds: its id comes from the list of the same resource. */
export const idOf = (what: string, parameter: string): Field =>
	listedId('id', { title: `${what} ID`, parameter });
