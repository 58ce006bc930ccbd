import { randomBytes } from 'node:crypto';

import { invalid } from '../errors.mts';
import { holderOf, type NumberHolder } from '../numbers.mts';
import type { Pbx } from '../pbx.mts';
import { usableTrunks } from '../pools.mts';
import type { ContractField, Rec } from '../types.mts';
import { recordsAt } from '../generic/tables.mts';
import { endReasons } from './facts.mts';
import { checked, tenantOf } from './requests.mts';

const fields: ContractField[] = [
	{ name: 'tenant', type: 'string' },
	{ name: 'from', type: 'string', required: true },
	{ name: 'to', type: 'string', required: true },
	{ name: 'trunk', type: 'string' },
	{ name: 'did', type: 'string' },
	{ name: 'rings', type: 'array', items: { type: 'string' } },
	{ name: 'answeredBy', type: 'string' },
	{ name: 'ringSeconds', type: 'number', min: 0, default: 4 },
	{ name: 'talkSeconds', type: 'number', min: 0, default: 20 },
	{ name: 'ends', type: 'string', enum: endReasons },
	{ name: 'statusCode', type: 'integer', min: 0, max: 699, default: 0 },
	{ name: 'updates', type: 'integer', min: 0 },
	{ name: 'userData', type: 'string' },
	{ name: 'recorded', type: 'boolean', default: false },
	{ name: 'pace', type: 'number', min: 0, default: 0 },
];

/** One end of a call. */
interface Party {
	number: string;
	name: string;
	domain: string;
	/** What has the number in the tenant; absent for somebody outside. */
	holder?: NumberHolder;
}

/** A device that is called. */
export interface Device {
	number: string;
	destination: string;
	user?: Rec;
	answers: boolean;
}

/** A call, worked out before it begins. */
export interface CallPlan {
	tenant: Rec;
	tenantId: string;
	sessionId: string;
	cdrId: string;
	callId: string;
	direction: 'internal' | 'inbound' | 'inbound_outbound' | 'outbound';
	from: Party;
	to: Party;
	did: string;
	outboundCallerId: string;
	trunk?: Rec;
	devices: Device[];
	callType: string;
	/** Milliseconds since the epoch. */
	startedAt: number;
	ringSeconds: number;
	/** 0 if nobody answers. */
	talkSeconds: number;
	answered: boolean;
	reason: string;
	statusCode: number;
	updates: number;
	userData: string;
	recorded: boolean;
	pace: number;
}

const callTypes: Record<string, string> = {
	CALL_QUEUE: 'queue_call',
	RING_GROUP: 'ring_group_call',
};

/** The lists of agents that ring for a number. */
const agentLists: Record<string, string> = {
	CALL_QUEUE: '/call_queues',
	RING_GROUP: '/ring_groups',
};

/** The tenant's trunk with a name or id, the first one unless named. */
function trunkOf({ state }: Pbx, tenant: Rec, wanted: unknown): Rec | undefined {
	const trunks = usableTrunks(state, tenant.id).map(({ providerId, pool }) => ({
		...state.providers.get(providerId),
		pool,
	}));
	const trunk = trunks.find((record: Rec) => wanted === record.id || wanted === record.name);
	if (wanted !== undefined && !trunk) throw invalid('trunk', 'the tenant has no such trunk');
	return trunk;
}

function partyOf(pbx: Pbx, tenant: Rec, number: string, trunk: Rec | undefined): Party {
	const holder = holderOf(pbx.state, tenant.id, number);
	if (!holder && !trunk) {
		throw invalid('trunk', `${number} is no number of the tenant, so a trunk must be named`);
	}
	const record = holder?.record ?? {};
	const name = String(record.display_name ?? record.name ?? '');
	const domain = String(holder ? tenant.domain : trunk?.hostname);
	return { number, name, domain, ...(holder && { holder }) };
}

/** Who rings: the agents of a queue or group, else whoever has the number. */
function ringing({ state }: Pbx, tenant: Rec, { number, holder }: Party): string[] {
	const list = agentLists[String(holder?.type)];
	if (!list || !holder) return [number];
	return recordsAt(state, `${list}/${String(holder.record.id)}/agents`, tenant.id).map(
		({ extension_number }) => String(extension_number),
	);
}

/** The same number twice is a user with two devices, which differ in their address only. */
function devicesOf(pbx: Pbx, tenant: Rec, to: Party, given: Rec): Device[] {
	const numbers = (given.rings as string[] | undefined) ?? ringing(pbx, tenant, to);
	const answering = numbers.indexOf(String(given.answeredBy));
	if (given.answeredBy !== undefined && answering < 0) {
		throw invalid('answeredBy', 'is not among those that ring');
	}
	return numbers.map((number, index) => {
		const holder = holderOf(pbx.state, tenant.id, number);
		if (!holder && to.holder) throw invalid('rings', `${number} is no number of the tenant`);
		const host = holder ? `192.0.2.${101 + index}` : to.domain;
		return {
			number,
			destination: `sip:${number}@${host}:5060`,
			...(holder?.type === 'EXTENSION' && { user: holder.record }),
			answers: index === answering,
		};
	});
}

function directionOf(from: Party, to: Party): CallPlan['direction'] {
	if (from.holder) return to.holder ? 'internal' : 'outbound';
	return to.holder ? 'inbound' : 'inbound_outbound';
}

/** The first number the tenant has of a trunk. */
function firstNumber(trunk: Rec | undefined): string {
	const [range] = (trunk?.pool ?? []) as Array<{ from: bigint }>;
	return range ? String(range.from) : '';
}

/**
 * Checks what a call is to be like and works the rest out.
 * @param request see the README, `POST /_control/calls`
 * @throws PbxError 400 or 404
 */
export function planCall(pbx: Pbx, request: Rec): CallPlan {
	const given = checked('calls', fields, request);
	const tenant = tenantOf(pbx, given.tenant);
	const trunk = trunkOf(pbx, tenant, given.trunk);
	const from = partyOf(pbx, tenant, String(given.from), trunk);
	const to = partyOf(pbx, tenant, String(given.to), trunk);
	const direction = directionOf(from, to);
	const answered = given.answeredBy !== undefined;
	const ringSeconds = Number(given.ringSeconds);
	const talkSeconds = answered ? Number(given.talkSeconds) : 0;
	const pace = Number(given.pace);
	const sessionId = pbx.state.nextId();
	return {
		tenant,
		tenantId: String(tenant.id),
		sessionId,
		// As in the one published sample that has both.
		cdrId: String(BigInt(sessionId) + 1n),
		callId: `${randomBytes(16).toString('base64url')}..`,
		direction,
		from,
		to,
		did: String(given.did ?? (direction.startsWith('inbound') ? firstNumber(trunk) : '')),
		outboundCallerId: direction.endsWith('outbound') ? firstNumber(trunk) : '',
		...(trunk && direction !== 'internal' && { trunk }),
		devices: devicesOf(pbx, tenant, to, given),
		callType: callTypes[String(to.holder?.type)] ?? 'normal_call',
		// The record is written when the call ends: that moment is the real one.
		startedAt: Date.now() - (1 - pace) * (ringSeconds + talkSeconds) * 1000,
		ringSeconds,
		talkSeconds,
		answered,
		reason: String(given.ends ?? (answered ? 'caller_disconnected' : 'cancelled')),
		statusCode: Number(given.statusCode),
		updates: Number(given.updates ?? (answered ? 1 : 0)),
		userData: String(given.userData ?? ''),
		recorded: given.recorded === true,
		pace,
	};
}
