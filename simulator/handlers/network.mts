import { inUse, notFound } from '../errors.mts';
import { Download, type Call, type HandlerTable } from '../pbx.mts';
import { checkHoliday } from '../holidays.mts';
import { duplicate } from '../rules.mts';
import type { Rec } from '../types.mts';
import { collection } from './collection.mts';
import { toCsv } from './csv.mts';
import { ownTenant } from './tenants.mts';

/** UDP has ports of its own; TCP and TLS share theirs. */
function clash(left: Rec, right: Rec): boolean {
	return left.port === right.port && (left.protocol === 'UDP') === (right.protocol === 'UDP');
}

const transports = collection('/transports', 'transports', 'The transport', {
	created: ({ body }) => ({ verification: body.verification ?? 'DISABLE' }),
	check({ pbx }, next, old) {
		const others = [...pbx.state.transports.values()].filter((other) => other !== old);
		if (others.some((other) => clash(other, next))) throw duplicate(pbx, 'port');
	},
	remove({ pbx }, transport) {
		const { state } = pbx;
		const left = [...state.transports.values()].filter(
			(other) => other !== transport && other.protocol === transport.protocol,
		);
		const needed = [...state.providers.values()].some(
			(trunk) => trunk.transport === transport.protocol,
		);
		if (needed && left.length === 0) throw inUse('A trunk uses the transport');
		state.transports.delete(String(transport.id));
	},
});

const ipFilters = collection('/ip_filters', 'ipFilters', 'The filter');

const holidays = collection('/holidays', 'holidays', 'The holiday', {
	visible: ({ caller }, holiday) => holiday.tenant_id === caller.tenantId,
	created: (call: Call) => ({ tenant_id: ownTenant(call).id }),
	check: checkHoliday,
});

/** Transports, address filters and the holidays of a tenant. */
export const networkHandlers: HandlerTable = {
	...transports.handlers,
	...ipFilters.handlers,
	...holidays.handlers,
	// The id of this path is the name of the protocol (contract/notes.md, part h, 3).
	'GET /transports/{id}/status'({ pbx, params }) {
		const known = [...pbx.state.transports.values()].some(({ protocol }) => protocol === params.id);
		if (!known) throw notFound('The transport');
		return { status: 'ACTIVATED' };
	},
	'GET /ip_filters/export': (call) =>
		new Download(
			'ip_filters.csv',
			toCsv(['id', 'cidr', 'target', 'expire_at', 'description'], ipFilters.records(call)),
		),
};
