import { request } from 'undici';
import type { Context } from './context.mts';

/** Examples that need the credential of a user of a tenant. */
export const OF_A_TENANT: ReadonlySet<string> = new Set([
	'audit-trail.json',
	'call-records-to-sheet.json',
	'daily-call-report.json',
	'missed-call.json',
	'queue-sla.json',
	'recording-transcription.json',
	'route-calls.json',
	'sms-chat.json',
]);

/** A call from outside that nobody answers. */
export const MISSED = { from: '33123456', to: '1001', trunk: 'Sample SIP Trunk' };

/** Prepares the PBX for an example, and gives what has to happen there to start it. */
export const EVENTS: Readonly<Record<string, (context: Context) => Promise<() => void>>> = {
	async 'missed-call.json'({ simulator }) {
		return () => void simulator.stage.playCall(MISSED);
	},

	async 'queue-sla.json'({ simulator }) {
		await makeQueue(simulator, '8000');
		return () => void simulator.stage.playCall({ ...MISSED, to: '8000', ringSeconds: 30 });
	},
};

/** Creates a queue of one agent, whose callers shall wait no more than ten seconds. */
async function makeQueue(
	{ url, logins }: Context['simulator'],
	extension_number: string,
): Promise<void> {
	const post = async (path: string, body: object, token = '') => {
		const answer = await request(`${url}/api${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify(body),
		});
		const text = await answer.body.text();
		if (answer.statusCode >= 400) throw new Error(`POST ${path}: ${text}`);
		return text ? JSON.parse(text) : {};
	};
	const { access_token: token } = await post('/auth/sign_in', logins.tenantUser);
	const queue = { name: 'Support', extension_number, polling_strategy: 'RING_SIMULTANEOUSLY' };
	const { id } = await post('/call_queues', { ...queue, sla_time: 10 }, token);
	const items = [{ extension_number: '1001' }];
	await post(`/call_queues/${id}/agents`, { items }, token);
}
