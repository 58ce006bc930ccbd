import type { IPollFunctions } from 'n8n-workflow';
import type { Session } from '../../pbx/session';
import type { Parameters } from './parameters';

/** One poll, with what it needs. */
export interface Poll {
	context: IPollFunctions;
	session: Session;
	parameters: Parameters;
	/** Where it polls: another place has another cursor. */
	place: readonly string[];
	/** Name of the account in the credential. */
	account: string;
	/** The button in the editor: the newest record is shown, and nothing is remembered. */
	manual: boolean;
}
