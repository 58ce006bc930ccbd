import type { Wording } from '../wording';

/** There is no live connection, for a reason that a person can do something about. */
export class LiveFailure extends Error {
	constructor({ message, advice }: Wording) {
		super(`${message}. ${advice}`);
		this.name = 'LiveFailure';
	}
}
