import { addressAt } from '../generic/tables.mts';
import type { Pbx } from '../pbx.mts';
import type { Rec } from '../types.mts';
import { callBody, recordBody, statusOfCall, targetBody } from './callBodies.mts';
import { planCall, type CallPlan, type Device } from './callPlan.mts';
import { keepCall } from './callRecords.mts';
import { setCallStatus } from './extensions.mts';
import { dequeue, enqueue, setAgentCall, type WaitingCaller } from './queues.mts';

/** A call that is being played. */
class Playing {
	private readonly caller: WaitingCaller;
	private readonly queue?: Rec;

	constructor(
		private readonly pbx: Pbx,
		private readonly plan: CallPlan,
	) {
		const { sessionId, from, to, startedAt } = plan;
		this.caller = {
			session_id: sessionId,
			caller_number: from.number,
			caller_name: from.name,
			since: startedAt,
		};
		if (to.holder?.type === 'CALL_QUEUE') this.queue = to.holder.record;
	}

	begin(): void {
		const { pbx, plan, queue } = this;
		this.publish(callBody(plan, 'call_start'));
		this.setSession(true);
		if (queue) enqueue(pbx, plan.tenantId, queue, this.caller);
		this.setCallerStatus('ON_CALL');
		for (const device of plan.devices) this.tellTarget(device, 'add');
		for (const device of plan.devices) {
			this.tellTarget(device, 'ringing');
			if (device.user) setCallStatus(pbx, device.user, 'RINGING');
		}
	}

	answer(): void {
		const { pbx, plan, queue } = this;
		const answering = plan.devices.find(({ answers }) => answers);
		for (const device of plan.devices) {
			this.tellTarget(device, device.answers ? 'answer' : 'noanswer');
			const { user } = device;
			if (user) setCallStatus(pbx, user, user === answering?.user ? 'ON_CALL' : '');
		}
		for (let update = 0; update < plan.updates; update++) {
			this.publish(callBody(plan, 'call_update_info'));
		}
		if (!queue || !answering) return;
		dequeue(pbx, plan.tenantId, queue, this.caller, plan.ringSeconds, 'agent_answered');
		setAgentCall(pbx, plan.tenantId, queue, answering.number, this.caller);
	}

	end(): void {
		const { pbx, plan, queue } = this;
		const failed = statusOfCall(plan) === 'fail';
		for (const device of plan.devices) {
			if (device.answers) this.tellTarget(device, 'end');
			else if (!plan.answered) this.tellTarget(device, failed ? 'fail' : 'noanswer');
			if (device.user) setCallStatus(pbx, device.user, '');
			if (queue && device.answers) {
				setAgentCall(pbx, plan.tenantId, queue, device.number, undefined);
			}
		}
		this.setCallerStatus('');
		if (queue && !plan.answered) {
			const reason = plan.reason === 'redirected' ? 'overflow' : 'hangup';
			dequeue(pbx, plan.tenantId, queue, this.caller, plan.ringSeconds, reason);
		}
		this.setSession(false);
		keepCall(pbx, plan);
		this.publish(recordBody(plan));
	}

	private publish(body: Rec): void {
		this.pbx.events.publish({ topic: 'cdr_events', tenantId: this.plan.tenantId, body });
	}

	private tellTarget(device: Device, what: string): void {
		this.publish(targetBody(this.plan, device, what));
	}

	private setCallerStatus(status: string): void {
		const { holder } = this.plan.from;
		if (holder?.type === 'EXTENSION') setCallStatus(this.pbx, holder.record, status);
	}

	/** `GET /sessions` shows the calls that go on. */
	private setSession(goesOn: boolean): void {
		const { tenantId, sessionId, from, to, trunk, startedAt } = this.plan;
		const { resources } = this.pbx.state;
		const address = addressAt('/sessions', tenantId);
		const table = resources.get(address) ?? new Map<string, Rec>();
		resources.set(address, table);
		if (!goesOn) {
			table.delete(sessionId);
			return;
		}
		const call = {
			caller: from.number,
			caller_display_name: from.name,
			callee: to.number,
			trunk: String(trunk?.name ?? ''),
			started_at: new Date(startedAt).toISOString(),
			talking_time: 0,
		};
		table.set(sessionId, { id: sessionId, calls: [call] });
	}
}

/**
 * Plays a call: its events, the states of those who take part, and the records it leaves. Without
 * a pace all of it has happened when this returns.
 * @param request see the README, `POST /_control/calls`
 * @returns the ids of the call
 * @throws PbxError 400 or 404 if the call cannot be as it is wanted
 */
export function playCall(pbx: Pbx, request: Rec): Rec {
	const plan = planCall(pbx, request);
	const { ringSeconds, talkSeconds, answered, pace, sessionId, cdrId, callId, tenantId } = plan;
	const playing = new Playing(pbx, plan);
	const later = (after: number, run: () => void) => {
		if (pace === 0) run();
		else pbx.events.timers.after(after * pace * 1000, run);
	};
	playing.begin();
	if (answered) later(ringSeconds, () => playing.answer());
	later(ringSeconds + talkSeconds, () => playing.end());
	return { session_id: sessionId, cdr_id: cdrId, call_id: callId, tenant_id: tenantId };
}
