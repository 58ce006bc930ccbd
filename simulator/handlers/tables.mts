import { forbidden } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { addressAt, recordsAt } from '../generic/tables.mts';
import { checkHoliday } from '../holidays.mts';
import { holderOf } from '../numbers.mts';
import type { Call } from '../pbx.mts';
import { overLimit } from '../rules.mts';
import type { Rec } from '../types.mts';
import { memberRules } from './members.mts';
import { phoneRules } from './phones.mts';
import { routingRules } from './routing.mts';
import { syncRules } from './sync.mts';
import { ownTenant } from './tenants.mts';

/** Refuses one record more than the tenant may have (page "Tenant management"). */
function limited(table: string, limit: string): TableRules {
	return {
		check(call, _next, old) {
			const tenant = ownTenant(call);
			if (old || tenant[limit] === undefined) return;
			const count = recordsAt(call.pbx.state, table, tenant.id).length;
			if (count >= Number(tenant[limit])) throw overLimit(call.pbx, limit);
		},
	};
}

/** Meetings get a number from the PBX: the first free one from 9000 on. */
function freeNumber(call: Call): string {
	const { state } = call.pbx;
	const { tenantId } = call.caller;
	const taken = new Set(
		[...state.resources]
			.filter(([address]) => address.endsWith(addressAt('/meetings', String(tenantId))))
			.flatMap(([, table]) => [...table.values()].map((meeting) => meeting.extension_number)),
	);
	let number = 9000;
	while (taken.has(String(number)) || holderOf(state, tenantId, String(number))) number++;
	return String(number);
}

function callOf({ body }: Call): Rec {
	const { caller, callee, caller_display_name = '', trunk = '' } = body;
	const started_at = new Date().toISOString();
	return { caller, callee, caller_display_name, trunk, started_at, talking_time: 0 };
}

const createdNow: TableRules = { created: () => ({ created_at: new Date().toISOString() }) };

/** What is special about single lists and settings; all others follow the contract alone. */
export const tableRules: Record<string, TableRules> = {
	...memberRules,
	...routingRules,
	...syncRules,
	'/ring_groups': limited('/ring_groups', 'max_ring_groups'),
	'/call_queues': limited('/call_queues', 'max_call_queues'),
	'/ivrs': limited('/ivrs', 'max_virtual_receptionists'),
	'/conference_rooms': limited('/conference_rooms', 'max_conference_rooms'),
	'/users/{id}/phones': phoneRules,
	'/user/phones': phoneRules,
	'/users/{id}/holidays': { check: checkHoliday },
	'/user/holidays': { check: checkHoliday },
	'/user/meetings': { created: (call) => ({ extension_number: freeNumber(call) }) },
	'/sessions': { created: (call) => ({ calls: [callOf(call)] }) },
	'/users/{id}/greetings': { created: () => ({ enabled: false }) },
	'/user/greetings': { created: () => ({ enabled: false }) },
	'/shared_voicemails/{id}/greetings': { created: () => ({ enabled: false }) },
	'/users/{id}/balance': { view: (_call, record) => ({ balance: 0, ...record }) },
	'/templates/phones': { created: () => ({ is_custom: true }) },
	'/call_reports': createdNow,
	'/groups': {
		removing({ pbx, caller }, group) {
			const { resources } = pbx.state;
			for (const [address, table] of resources) {
				if (address.endsWith(addressAt('/applied_groups', String(caller.tenantId)))) {
					table.delete(String(group.id));
				}
			}
		},
	},
};

/** The features of a tenant and the paths they open (page "Tenant feature management"). */
const features: Record<string, RegExp> = {
	enable_feature_billing: /^\/(call_rates|tenant\/billing|user\/balance|users\/\{id\}\/balance)/,
	enable_feature_microsoft_teams: /^\/ms365/,
	enable_feature_message_channels: /^\/(sms|external_messages|user\/external_messages)/,
	enable_feature_whats_app: /^\/whatsapp/,
	enable_feature_contact_center:
		/^\/(vip_numbers|exclusive_numbers|call_queue_blacklist|monitor|not_ready_codes|dataflow\/queues)/,
	enable_feature_call_statistics: /^\/(call_reports|completed_call_reports)/,
};

/** The feature without which a path is closed to the tenant. */
export function featureOf(path: string): string | undefined {
	return Object.keys(features).find((name) => features[name].test(path));
}

/** Refuses a call on an area the tenant has switched off. */
export function checkFeature(call: Call, feature: string): void {
	if (ownTenant(call)[feature] === false) {
		throw forbidden(`The tenant has ${feature} switched off`);
	}
}
