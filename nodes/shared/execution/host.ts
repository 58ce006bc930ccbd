import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';
import { CLOCK } from '../../../pbx/clock';
import type { AccountHost, Http } from '../../../pbx/host';
import { loginOf } from '../../../pbx/sessions/login';
import { tokenFor } from '../../../pbx/sessions/shared';

/** Contexts of n8n in which there is a credential. */
export type Context =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | ITriggerFunctions;

/** What a connection needs, from a node, from a list of the editor or from a trigger. */
export const hostOf = (context: Context): AccountHost => ({
	send: async (options) => await (context.helpers.httpRequest(options) as ReturnType<Http>),
	sendWithSession: async (options) =>
		await (context.helpers.httpRequestWithAuthentication.call(
			context,
			'portSipApi',
			options,
		) as ReturnType<Http>),
	login: async () => loginOf(await credentialIn(context)),
	isSignedIn: async () => {
		const values = await credentialIn(context);
		return tokenFor(loginOf(values), values.accessToken) !== undefined;
	},
	clock: CLOCK,
	...stopOf(context),
	tell: (text) => context.logger.warn(text),
});

const credentialIn = async (context: Context) => await context.getCredentials('portSipApi');

function stopOf(context: Context): { stop?: AbortSignal } {
	const stop = 'getExecutionCancelSignal' in context && context.getExecutionCancelSignal();
	return stop ? { stop } : {};
}
