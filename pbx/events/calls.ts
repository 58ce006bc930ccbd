import { bareNumber, isBody, known, momentOf, numberOf, textOf, type Body } from './values';
import { callStatusOf, directionOf, endReasonOf } from './words';

/** What an event tells, in the words of this package. */
export type Facts = Record<string, unknown>;

/** A call that begins or changes. */
export const callFacts = (body: Body): Facts =>
	known({ ...commonFacts(body), time: momentOf(body.time) });

/** What happens to one device that is called. */
export function deviceFacts(body: Body): Facts {
	// The published table has the word misspelt, so some versions may send it like that.
	const destination = body.destination ?? body.destiantion;
	return known({
		...commonFacts(body),
		calleeNumber: bareNumber(body.callee) ?? bareNumber(destination),
		device: textOf(destination),
		callerId: textOf(body.cli),
		time: momentOf(body.time),
	});
}

/** The record of a call that is over, with an entry for each device or step. */
export function recordFacts(body: Body): Facts {
	const targets = Array.isArray(body.call_targets)
		? body.call_targets.filter(isBody).map(targetFacts)
		: undefined;
	return known({
		...commonFacts(body),
		tenantName: textOf(body.tenant_name),
		callerDomain: textOf(body.caller_domain),
		calleeDomain: textOf(body.callee_domain),
		...outcomeFacts(body, body.call_status),
		...trunkFacts(body.trunk_name),
		answeredBy: targets?.find(({ answered }) => answered)?.calleeNumber,
		targets,
	});
}

function targetFacts(target: Body): Facts {
	return known({
		callType: textOf(target.call_type),
		callerNumber: bareNumber(target.caller),
		calleeNumber: bareNumber(target.callee) ?? bareNumber(target.destination),
		device: textOf(target.destination),
		...outcomeFacts(target, target.status),
		direction: directionOf(target.direction),
		did: textOf(target.did),
		outboundCallerId: textOf(target.outbound_caller_id),
		...trunkFacts(target.trunk_name),
		cost: numberOf(target.cost) ?? textOf(target.cost),
	});
}

function commonFacts(body: Body): Facts {
	return {
		sessionId: textOf(body.session_id),
		recordId: textOf(body.cdr_id),
		callId: textOf(body.call_id),
		tenantId: textOf(body.tenant_id),
		direction: directionOf(body.direction),
		callerNumber: bareNumber(body.caller),
		callerName: textOf(body.caller_display_name),
		calleeNumber: bareNumber(body.callee),
		calleeName: textOf(body.callee_display_name),
		did: textOf(body.did) ?? textOf(body.did_cid),
		outboundCallerId: textOf(body.outbound_caller_id),
		userData: textOf(body.user_data),
		serviceNumber: serviceNumberOf(body.user_data),
	};
}

/** The queue or group of a call that was started through the API. */
const serviceNumberOf = (userData: unknown): string | undefined =>
	/(?:^|;)\s*service-number=([^;]+)/.exec(textOf(userData) ?? '')?.[1].trim();

function outcomeFacts(body: Body, said: unknown): Facts {
	const status = callStatusOf(said);
	return {
		status,
		answered: status === undefined ? undefined : status === 'answered',
		statusCode: numberOf(body.status_code),
		startedAt: momentOf(body.start_time),
		ringingAt: momentOf(body.ring_time),
		answeredAt: momentOf(body.answered_time),
		endedAt: momentOf(body.ended_time),
		ringSeconds: numberOf(body.ring_duration),
		talkSeconds: numberOf(body.talk_duration),
		endReason: endReasonOf(body.end_reason ?? body.ended_reason),
	};
}

/** A name, or `name:id`. */
function trunkFacts(value: unknown): Facts {
	const text = textOf(value);
	const [, name, id] = /^(.*):(\d{16,})$/.exec(text ?? '') ?? [];
	return { trunk: name ?? text, trunkId: id };
}
