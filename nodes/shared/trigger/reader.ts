import type {
	IHookFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { TENANT } from '../parameters/standard';
import { expressionsOf } from '../plan/expressions';
import { Reader } from '../plan/reader';
import type { Lookup } from '../values/lookup';

/** Reads the parameters of a node that starts workflows, which has no items. */
export function readerOf(
	context: IHookFunctions | IPollFunctions | ITriggerFunctions | IWebhookFunctions,
): Reader {
	// What n8n leaves out, since it is hidden, is empty.
	const read = (name: string) => context.getNodeParameter(name, null) as unknown;
	const expressions = expressionsOf(context)(0);
	return new Reader(Object.assign(read, { expressions }), {
		timezone: context.getTimezone(),
		secrets: new Set(),
	});
}

/**
 * What names the tenant whose events and records are wanted; undefined for that of the account.
 *
 * @throws InputRefused
 */
export const tenantIn = (reader: Reader): string | Lookup | undefined =>
	reader.top(TENANT, 'deciding') as string | Lookup | undefined;
