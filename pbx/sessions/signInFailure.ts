import type { Wording } from '../faults';

/**
 * What a sign-in that gave no token says about the next one: the PBX said no to this name and
 * password, and trying again brings the address closer to being blocked; it could not be reached
 * or was busy, which passes; or something must be changed first.
 */
export type SignInOutlook = 'refused' | 'passing' | 'lasting';

/**
 * A sign-in that did not give a token. It carries no response and no request, so that neither a
 * password nor a token can reach a log through it.
 */
export class SignInFailure extends Error {
	/** n8n's errors take it over as their description. */
	readonly description: string;

	constructor(
		{ message, advice }: Wording,
		readonly outlook: SignInOutlook = 'lasting',
	) {
		super(`${message}. ${advice}`);
		this.name = 'SignInFailure';
		this.description = advice;
	}

	/** Whether the PBX said no to the account. */
	get refused(): boolean {
		return this.outlook === 'refused';
	}
}
