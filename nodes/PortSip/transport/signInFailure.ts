import type { Wording } from './faults';

/**
 * A sign-in that did not give a token. It carries no response and no request, so that neither a
 * password nor a token can reach a log through it.
 */
export class SignInFailure extends Error {
	/** n8n's errors take it over as their description. */
	readonly description: string;

	/**
	 * @param refused the PBX said no to this name and password: trying again brings the address
	 *   closer to being blocked
	 */
	constructor(
		{ message, advice }: Wording,
		readonly refused = false,
	) {
		super(`${message}. ${advice}`);
		this.name = 'SignInFailure';
		this.description = advice;
	}
}
