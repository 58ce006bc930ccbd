import type { Rec } from '../../simulator/types.mts';
import type { Simulator } from '../../simulator/server.mts';
import type { TriggerBench, TriggerNode } from '../support/triggers.mts';

/** The record of the sample tenant as the simulated PBX has it. */
export const sampleTenant = ({ state }: Simulator): Rec => [...state.tenants.values()][0] as Rec;

/** A trigger node on a machine of its own, so without HTTPS. */
export const triggerOn = (
	events: string[],
	{ options = {}, ...parameters }: { options?: object; [name: string]: unknown } = {},
	node: Partial<TriggerNode> = {},
): TriggerNode => ({
	type: 'portSipTrigger',
	...node,
	parameters: {
		triggerOn: events,
		options: { allowHttp: true, allowLocal: true, ...options },
		...parameters,
	},
});

/** A webhook that somebody else has entered. */
export const foreign = (changes: Rec = {}): Rec => ({
	enabled: true,
	auth: 'BASIC',
	username: 'crmuser',
	password: 'crmsecret7',
	token: 'left-over',
	url: 'https://crm.customer.example/calls?key=123',
	...changes,
});

/** The address and secret that the PBX has of this n8n. */
export const settingOf = (simulator: Simulator, group = 'cdr_event'): Rec =>
	sampleTenant(simulator)[group] as Rec;

/** Posts something as the PBX would, or as somebody who would like to. */
export async function post(
	{ simulator }: TriggerBench,
	body: unknown,
	{ headers = {}, group = 'cdr_event' }: { headers?: Record<string, string>; group?: string } = {},
): Promise<number> {
	const { url, token } = settingOf(simulator, group);
	const answer = await fetch(String(url), {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${String(token)}`,
			...headers,
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	await answer.arrayBuffer();
	return answer.status;
}

/** A call that comes in over the trunk of the sample tenant. */
export const inbound = (changes: Rec = {}): Rec => ({
	from: '33123456',
	to: '1001',
	trunk: 'Sample SIP Trunk',
	...changes,
});
