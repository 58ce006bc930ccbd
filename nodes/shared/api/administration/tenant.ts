import {
	action,
	create,
	get,
	getMany,
	list,
	OPEN_BODY,
	remove,
	resource,
	update,
	upsert,
} from '../define';
import { integer, json, need, reference, without } from '../fields';
import { common, identity, provided } from './tenantFields';

const simple = [
	'id',
	'name',
	'domain',
	'enabled',
	'timezone',
	'currency',
	'region',
	'max_extensions',
	'max_concurrent_calls',
];

/** Who runs the tenant; the API has a call of its own for it. */
const dealer = reference('dealer_id', 'dealer', 'The dealer to whom the tenant belongs', {
	title: 'Dealer',
});

export const tenant = resource(
	'tenant',
	'Tenant',
	'/tenants',
	[
		create(
			[
				...Object.values({ ...identity, website: { ...identity.website, min: 1, max: 128 } }).map(
					need,
				),
				...provided,
				...common,
			],
			{ description: 'Add a tenant; as a dealer, one of your own' },
		),
		upsert(
			['domain', 'name'],
			[
				{
					field: dealer,
					route: 'POST /{id}/dealers/{dealer_id}',
					sentAs: 'dealer_id',
					shownAs: 'dealer_id',
				},
			],
		),
		get({ simple, description: 'Read a tenant; as a dealer, one of your own' }),
		getMany({ simple, description: 'List tenants; as a dealer, your own' }),
		update(
			[
				...Object.values({ ...identity, name: { ...identity.name, since: '22.3' } }),
				...provided,
				...without(common, 'password_policy'),
				json('outbound_caller_ids', 'Caller IDs for outgoing calls, as a list of objects', {
					since: '22.6',
				}),
			],
			{ description: 'Change settings of a tenant; what is not filled in stays as it is' },
		),
		remove({
			description:
				'The PBX deletes in the background: the tenant stays in the list until all of it is gone',
			own: [
				integer('wait_until_gone', 'Go on only when the tenant is gone; it fails after so long', {
					title: 'Wait Until Gone (Minutes)',
					default: 10,
					min: 1,
					max: 1440,
				}),
			],
		}),
		action('assignToDealer', 'POST /{id}/dealers/{dealer_id}', [], {
			name: 'Assign to Dealer',
			action: 'Assign tenant to dealer',
			description: 'Give the tenant to a dealer, who then runs it',
			done: 'assigned',
		}),
		action('removeFromDealer', 'POST /{id}/dealers/{dealer_id}/destroy', [], {
			name: 'Remove From Dealer',
			action: 'Remove tenant from dealer',
			description: 'Take the tenant from its dealer',
			done: 'removed',
		}),
		list('getDealers', 'GET /{id}/dealers', {
			name: 'Get Dealers',
			action: 'Get dealers of tenant',
			description: 'The dealer to whom the tenant belongs, if any',
			paging: 'none',
		}),
		action('getSummaries', 'POST /summaries/query', [], {
			reads: true,
			name: 'Get Summaries',
			action: 'Get summaries of tenants',
			description: `Figures of many tenants at once. ${OPEN_BODY}.`,
			acceptsBody: true,
			since: '22.6',
		}),
		action('checkAccess', 'POST /switch', [], {
			reads: true,
			name: 'Check Access',
			action: 'Check access to tenant',
			description:
				'Enter the tenant in a session of its own, read it from inside and leave again. Shows whether the account may work inside the tenant.',
			query: [
				need(reference('id', 'tenant', undefined, { title: 'Tenant', parameter: 'tenantId' })),
			],
			special: 'checkAccess',
		}),
	],
	{
		alsoCalled: 'Customer',
		description: 'Customers on the PBX; needs a system administrator or a dealer',
	},
);
