import type { Rec } from '../types.mts';
import type { CallPlan, Device } from './callPlan.mts';
import { seconds } from './extensions.mts';

/** The moments of a call in milliseconds since the epoch; `answered` is 0 if nobody did. */
export function momentsOf({ startedAt, ringSeconds, talkSeconds, answered }: CallPlan) {
	const ringEnd = startedAt + ringSeconds * 1000;
	return {
		started: startedAt,
		answered: answered ? ringEnd : 0,
		ended: ringEnd + talkSeconds * 1000,
		ringEnd,
	};
}

/** How a call ended, in the words of the webhooks. */
export function statusOfCall({ answered, statusCode }: CallPlan): string {
	if (answered) return 'answered';
	return statusCode >= 400 ? 'fail' : 'noanswer';
}

/** How the attempt at one device ended: the others are given up once one has answered. */
export function endOfDevice(plan: CallPlan, { answers }: Device) {
	const moments = momentsOf(plan);
	const talked = answers ? plan.talkSeconds : 0;
	return {
		answered: answers ? moments.answered : 0,
		ended: answers ? moments.ended : moments.ringEnd,
		talkSeconds: talked,
		statusCode: plan.answered ? 0 : plan.statusCode,
		reason: plan.answered && !answers ? 'cancelled' : plan.reason,
	};
}

/** `name:id`, as in the newer sample. */
function trunkName({ trunk }: CallPlan): string {
	return trunk ? `${String(trunk.name)}:${String(trunk.id)}` : '';
}

function frame(plan: CallPlan, event_type: string): Rec {
	const { startedAt, sessionId, cdrId, tenantId, direction } = plan;
	return {
		event_type,
		// The table calls it the start of the call, whatever the event.
		time: seconds(startedAt),
		session_id: sessionId,
		cdr_id: cdrId,
		tenant_id: tenantId,
		direction,
	};
}

/** `call_start` and `call_update_info`. */
export function callBody(plan: CallPlan, type: 'call_start' | 'call_update_info'): Rec {
	const { from, to, did, outboundCallerId, callId, userData } = plan;
	return {
		...frame(plan, type),
		caller: from.number,
		caller_display_name: from.name,
		callee: to.number,
		callee_display_name: to.name,
		did,
		outbound_caller_id: outboundCallerId,
		...(type === 'call_start' && { call_id: callId, ...(userData && { user_data: userData }) }),
	};
}

/** What happens to one device. */
export function targetBody(plan: CallPlan, device: Device, what: string): Rec {
	const { from, did, outboundCallerId } = plan;
	return {
		...frame(plan, `cdr_target_${what}`),
		caller: from.number,
		did,
		outbound_caller_id: outboundCallerId,
		destination: device.destination,
		cli: from.number,
	};
}

function targetOfRecord(plan: CallPlan, device: Device): Rec {
	const end = endOfDevice(plan, device);
	const { tenantId, cdrId, callType, from, startedAt, ringSeconds, did, outboundCallerId } = plan;
	return {
		// In every sample the id of the tenant, so of no use as an identity.
		id: tenantId,
		cdr_id: cdrId,
		call_type: callType,
		caller: from.number,
		callee: device.number,
		destination: device.destination,
		status: device.answers ? 'answered' : 'noanswer',
		status_code: end.statusCode,
		start_time: seconds(startedAt),
		ring_time: seconds(startedAt),
		answered_time: seconds(end.answered),
		ended_time: seconds(end.ended),
		ring_duration: String(ringSeconds),
		talk_duration: String(end.talkSeconds),
		end_reason: end.reason,
		direction: plan.direction,
		did,
		outbound_caller_id: outboundCallerId,
		trunk_name: trunkName(plan),
	};
}

/** `call_cdr`, the final record: it has no `time`. */
export function recordBody(plan: CallPlan): Rec {
	const moments = momentsOf(plan);
	const { from, to, tenant, statusCode, ringSeconds, talkSeconds, did, outboundCallerId } = plan;
	return {
		event_type: 'call_cdr',
		session_id: plan.sessionId,
		cdr_id: plan.cdrId,
		call_id: plan.callId,
		tenant_id: plan.tenantId,
		tenant_name: tenant.name,
		direction: plan.direction,
		call_status: statusOfCall(plan),
		status_code: String(plan.answered ? 0 : statusCode),
		start_time: seconds(moments.started),
		ring_time: seconds(moments.started),
		answered_time: seconds(moments.answered),
		ended_time: seconds(moments.ended),
		ring_duration: String(ringSeconds),
		talk_duration: talkSeconds,
		end_reason: plan.reason,
		caller: from.number,
		caller_display_name: from.name,
		caller_domain: from.domain,
		callee: to.number,
		callee_domain: to.domain,
		did,
		outbound_caller_id: outboundCallerId,
		trunk_name: trunkName(plan),
		user_data: plan.userData,
		call_targets: plan.devices.map((device) => targetOfRecord(plan, device)),
	};
}
