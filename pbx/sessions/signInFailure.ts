import type { SignInOutlook } from '../failures';
import type { Wording } from '../wording';

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
