import { request } from 'undici';
import { until } from '../lib/poll.mts';
import { byId, portSip, type WorkflowNode } from '../lib/workflow.mts';
import type { Context } from './context.mts';

/** Customers who are posted to a webhook and onboarded one by one, each by an execution of its own. */

/** What a customer is called on the PBX. */
export const domainOf = (number: number): string => `q${number}.example`;

/** Ten numbers of the sample trunk for each customer. */
export const rangeOf = (number: number): string =>
	`${4420700200 + number * 10}-${4420700200 + number * 10 + 9}`;

/** The node that takes a customer. */
export const customerWebhook = (path: string, responseMode: string): WorkflowNode =>
	({
		id: path,
		webhookId: path,
		name: 'Customer',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode },
	}) as WorkflowNode;

const FROM_CUSTOMER = "$('Customer').item.json.body";

/** A field of the customer, as an expression. */
export const ofCustomer = (field: string): string => `={{ ${FROM_CUSTOMER}.${field} }}`;

/**
 * The four steps of onboarding.
 *
 * @param tenantId locator of the customer's tenant
 */
export function onboardingSteps(
	{ simulator: { state } }: Context,
	tenantId: object,
): Record<'create' | 'dealer' | 'trunk' | 'readBack', WorkflowNode> {
	const [dealerId] = state.dealers.keys();
	const trunkId = byId([...state.providers.keys()][0]);
	return {
		create: portSip('Create', 'tenant', 'create', {
			name: ofCustomer('domain'),
			domain: ofCustomer('domain'),
			website: 'https://www.customer.example',
			timezone: 'Etc/UTC',
			currency: 'EUR',
			region: 'IRL',
			// All of them together must stay below the dealer's limit.
			additionalFields: { maxExtensions: 20 },
		}),
		dealer: portSip('Dealer', 'tenant', 'assignToDealer', { tenantId, dealerId: byId(dealerId) }),
		trunk: portSip('Trunk', 'trunk', 'assignToTenant', {
			trunkId,
			tenantId,
			didNumbers: ofCustomer('didNumbers'),
		}),
		readBack: portSip('Read back', 'trunk', 'getAssignment', { trunkId, tenantId }),
	};
}

/** @returns status of the webhook's answer */
export async function postCustomer(url: string, path: string, number: number): Promise<number> {
	return await until('the webhook to answer', async () => {
		const reply = await request(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ domain: domainOf(number), didNumbers: rangeOf(number) }),
		});
		const text = await reply.body.text();
		// Registering takes n8n a moment.
		if (reply.statusCode === 404 && /not registered/.test(text)) return undefined;
		return reply.statusCode;
	});
}

/** What the PBX holds of the customers: for each tenant its numbers, and whether a dealer has it. */
export function onboarded({ simulator: { state } }: Context): Map<number, Customer[]> {
	const found = new Map<number, Customer[]>();
	for (const { id, domain } of state.tenants.values()) {
		const number = /^q(\d+)\.example$/.exec(String(domain))?.[1];
		if (number === undefined) continue;
		const assignments = [...state.assignments.values()].filter((each) => each.tenant_id === id);
		const customer = {
			numbers: assignments.map((each) => String(each.did_numbers)),
			hasDealer: [...state.tenantDealers.keys()].some((key) => key.startsWith(`${id}/`)),
		};
		found.set(Number(number), [...(found.get(Number(number)) ?? []), customer]);
	}
	return found;
}

export interface Customer {
	numbers: string[];
	hasDealer: boolean;
}

/** How often n8n signed in since the last reset of the simulator, and why. */
export function signIns({ simulator: { counters, log } }: Context): string {
	const refused = log.filter(({ status }) => status === 401).length;
	const renewed = Math.min(refused, counters.logins);
	return `${counters.logins} sign-ins: ${counters.logins - renewed} by executions that found no saved session yet, ${renewed} after an ended session`;
}
