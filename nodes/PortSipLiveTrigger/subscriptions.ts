import type { Connection } from '../../pbx/connection';
import { CallFailed, statusOf } from '../../pbx/failures';
import type { Session } from '../../pbx/session';
import type { Subscription } from '../../pbx/live/frames';
import { globalTwin, SELECTORS, topicsOf, type Selector } from '../../pbx/live/topics';
import { readAll } from '../../pbx/lists/readAll';
import { Finder } from '../shared/execution/resolve';
import { InputRefused } from '../shared/values/inputRefused';
import { labelOf } from '../shared/values/label';
import { TENANT } from '../shared/parameters/standard';
import { NUMBERS, type Parameters } from './parameters';

/** Where the numbers of a selector are listed. */
const LISTS = { extensions: '/users', queues: '/call_queues' } as const;

/**
 * What to subscribe to. Whether an empty selector stands for all or for none is not published, so
 * all are named; accounts of the system name tenants, and hear of all numbers in them.
 *
 * @throws CallFailed, InputRefused
 */
export async function subscriptionsOf(
	{ home, login }: Connection,
	{ events, tenant, extensions, queues }: Parameters,
): Promise<Subscription[]> {
	// A socket that does not come about gives no reason; a request does.
	await home.send({ method: 'GET', route: '/auth/user' });
	const topics = topicsOf(events);
	if (login.signInAs !== 'tenantUser') {
		const values = await tenantsOf(home, tenant);
		return topics.map((topic) => ({ topic: globalTwin(topic), selector: 'tenants', values }));
	}
	if (tenant !== undefined) {
		throw new InputRefused(
			'The account in the credential is a user of a tenant, and hears of that tenant only',
			`Empty ${labelOf(TENANT)}, or pick the credential of a system administrator.`,
		);
	}
	const given = { extensions, queues };
	return await Promise.all(
		topics.map(async (topic): Promise<Subscription> => {
			const selector = SELECTORS[topic];
			if (!selector) return { topic };
			const named = given[selector];
			return { topic, selector, values: named.length ? named : await allOf(home, selector) };
		}),
	);
}

async function tenantsOf(session: Session, tenant: Parameters['tenant']): Promise<string[]> {
	if (tenant !== undefined) return [String(await new Finder(session).resolve(tenant))];
	const all = await readAll(session, { route: '/tenants' }, Infinity);
	return all.map(({ id }) => String(id));
}

async function allOf(session: Session, selector: Selector): Promise<string[]> {
	const rows = await readAll(session, { route: LISTS[selector] }, Infinity).catch(
		async (error: unknown) => {
			if (!(error instanceof CallFailed) || statusOf(error.failure) !== 403) throw error;
			return await Promise.reject(
				new InputRefused(
					`The account may not list ${selector}, so it is not known which to listen to`,
					`Name their numbers under ${labelOf(NUMBERS[selector])} in Options, or give the role of the account the permission to see them.`,
				),
			);
		},
	);
	return rows.flatMap(({ extension_number: number }) => (number ? [String(number)] : []));
}
