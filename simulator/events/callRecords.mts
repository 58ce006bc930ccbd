import { keyOf, operationOf } from '../contract.mts';
import { recordSchema, shape } from '../generic/shape.mts';
import { recordOf, tableOf } from '../generic/tables.mts';
import type { HandlerTable, Pbx } from '../pbx.mts';
import type { Rec } from '../types.mts';
import { endOfDevice, momentsOf } from './callBodies.mts';
import type { CallPlan, Device } from './callPlan.mts';
import { addRecord, callIn } from './records.mts';

const directions: Record<CallPlan['direction'], string> = {
	internal: 'EXTENSION_CALL',
	inbound: 'INBOUND_CALL',
	outbound: 'OUTBOUND_CALL',
	inbound_outbound: 'INBOUND_OUTBOUND_CALL',
};

/** Where REST does not write a reason as the events do, in capitals (contract/events.json). */
const reasons: Record<string, string> = {
	blind_transfer_complete: 'BLIND_TRANSFER_COMPLETED',
	attended_transfer_complete: 'CONSULT_TRANSFER_COMPLETED',
};

function time(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}

/** A call, or one leg of it, as the lists of the API write it. */
function restRecord(plan: CallPlan, id: string, device?: Device): Rec {
	const { from, to, trunk, did, outboundCallerId, callType } = plan;
	const whole = { ...momentsOf(plan), talkSeconds: plan.talkSeconds, reason: plan.reason };
	const end = device ? endOfDevice(plan, device) : whole;
	return {
		id,
		session_id: plan.sessionId,
		caller: from.number,
		caller_domain: from.domain,
		caller_display_name: from.name,
		callee: device?.number ?? to.number,
		callee_domain: to.domain,
		callee_display_name: device?.user?.display_name ?? to.name,
		started_at: time(plan.startedAt),
		rang_at: time(plan.startedAt),
		...(end.answered > 0 && { answered_at: time(end.answered) }),
		ended_at: time(end.ended),
		call_id: plan.callId,
		direction: directions[plan.direction],
		end_reason: reasons[end.reason] ?? end.reason.toUpperCase(),
		status_code: plan.answered ? 0 : plan.statusCode,
		destination: (device ?? plan.devices.find(({ answers }) => answers))?.destination ?? '',
		outbound_caller_id: outboundCallerId,
		did_cid: did,
		trunk: String(trunk?.name ?? ''),
		duration: Math.round(end.talkSeconds),
		...(callType !== 'normal_call' && { service_number: to.number }),
		user_data: plan.userData,
	};
}

function recordingOf({ sessionId, from, to, startedAt, talkSeconds }: CallPlan): Rec {
	const properties = recordSchema('GET /recordings')?.properties ?? {};
	const known = {
		id: sessionId,
		caller: from.number,
		callee: to.number,
		caller_display_name: from.name,
		callee_display_name: to.name,
		started_at: time(startedAt),
		ended_at: new Date().toISOString(),
	};
	return {
		...Object.fromEntries(Object.entries(known).filter(([name]) => name in properties)),
		duration: Math.round(talkSeconds),
		file_name: `${sessionId}.wav`,
	};
}

/** Writes a call into every list that shows calls. */
export function keepCall(pbx: Pbx, plan: CallPlan): void {
	const { tenantId, sessionId, devices, from } = plan;
	const legs = devices.map((device) => restRecord(plan, pbx.state.nextId(), device));
	const whole: Rec = { ...restRecord(plan, sessionId), legs };
	const here = (path: string, user?: Rec) =>
		tableOf(callIn(pbx, operationOf(`GET ${path}`), {}, tenantId, user), path);
	here('/cdrs').set(sessionId, whole);
	for (const leg of legs) here('/calllogs').set(String(leg.id), leg);
	const caller = from.holder?.type === 'EXTENSION' ? from.holder.record : undefined;
	const users = new Set([caller, ...devices.map(({ user }) => user)]);
	for (const user of users) if (user) here('/user/cdrs', user).set(sessionId, whole);
	if (!plan.recorded) return;
	addRecord(pbx, {
		tenant: tenantId,
		list: '/recordings',
		record: recordingOf(plan),
		file: `RIFF recording of ${sessionId}`,
	});
}

/** `GET /cdrs/{id}` answers the legs of a call (contract/notes.md, h8). */
export const callRecordHandlers: HandlerTable = {
	'GET /cdrs/{id}'(call) {
		const record = recordOf(call, '/cdrs/{id}');
		const legs = (record.legs ?? [record]) as Rec[];
		return { items: legs.map((leg) => shape(keyOf(call.operation), leg)) };
	},
};
