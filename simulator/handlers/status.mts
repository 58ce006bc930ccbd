import { keyOf } from '../contract.mts';
import { recordsAt } from '../generic/tables.mts';
import { usersOf } from '../numbers.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { tenantByDomain } from '../sessions.mts';
import { show } from '../shapes.mts';
import { ownTenant } from './tenants.mts';

const version = '22.8.0';
const licensedUsers = 10_000;

function systemStatus({ pbx }: Call) {
	const { state } = pbx;
	return {
		version,
		news: '',
		license_key: state.settings.get('/license')?.license_key ?? '',
		license_type: 'SAMPLE',
		max_concurrent_calls: 1000,
		licensed_users: licensedUsers,
		current_users: state.users.size,
		online_users: 0,
		current_tenants: state.tenants.size,
		current_dealers: state.dealers.size,
		current_calls: 0,
		current_trunks: state.providers.size,
		current_conference_servers: 1,
		current_media_servers: 1,
		current_call_queue_servers: 1,
		current_ivr_servers: 1,
		calls_in_24_hours: [],
	};
}

function tenantStatus(call: Call) {
	const { state } = call.pbx;
	const { id } = ownTenant(call);
	const own = usersOf(state, id);
	const count = (table: string) => recordsAt(state, table, id).length;
	const trunks = [...state.providers.values()].filter((trunk) => trunk.tenant_id === id);
	return {
		version,
		licensed_users: licensedUsers,
		current_users: own.length,
		online_users: 0,
		current_calls: 0,
		current_queues: count('/call_queues'),
		current_conference_rooms: count('/conference_rooms'),
		current_ring_groups: count('/ring_groups'),
		current_ivrs: count('/ivrs'),
		current_trunks: trunks.length,
		calls_in_24_hours: [],
	};
}

/** What everybody may know about the PBX, and about a tenant whose domain they know. */
function info({ pbx, query, operation }: Call) {
	const { state } = pbx;
	const tenant = query.domain ? tenantByDomain(state, String(query.domain)) : undefined;
	const { name, domain, website } = tenant ?? {};
	return {
		...show(keyOf(operation), state.settings.get('/network') ?? {}),
		...(tenant && { name, domain, website }),
		enable_ms365_integration: false,
		enable_im: true,
	};
}

/** Counts and states of the PBX, its services and the tenants. */
export const statusHandlers: HandlerTable = {
	'GET /info': info,
	'GET /admin/status': systemStatus,
	'GET /tenant/status': tenantStatus,
	'GET /im/status': () => ({ status: 'ONLINE' }),
	'GET /dataflow/status': () => ({ status: 'ONLINE' }),
};
