import { Secrets } from '../../nodes/shared/records/secrets.ts';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import { CallFailed } from '../../pbx/failures.ts';
import { failureOf } from '../../pbx/reading.ts';
import type { Session } from '../../pbx/session.ts';
import { blotted } from '../../nodes/shared/values/secrets.ts';

const given: Record<string, unknown> = {
	extensionNumber: '4101',
	displayName: 'Grace Hopper',
	name: 'grace',
	email: 'grace@customer.example',
	role: 'StandardUser',
	generatePasswords: true,
};
const planned = () =>
	planRequest(findOperation('extension', 'create')!, (name) => given[name] ?? null, 'UTC');

const sessionOf = (send: () => Promise<unknown>) => {
	const asked = jest.fn(send);
	return { asked, session: { send: asked } as unknown as Session };
};

test('what was made up never stands in a message', async () => {
	const { session } = sessionOf(async () => ({ body: {} }));
	const plan = planned();
	const made = await new Secrets().madeFor(session, plan, plan.body);
	expect(Object.keys(made)).toEqual(['password', 'extension_password', 'voicemail_pin']);
	const told = blotted(`The PBX said: ${Object.values(made).join(', ')}`, plan.secrets);
	expect(told).toBe('The PBX said: ••••, ••••, ••••');
});

test('the rules are asked for once in a session', async () => {
	const { asked, session } = sessionOf(async () => ({ body: { min_length: 20 } }));
	const secrets = new Secrets();
	const made = await Promise.all(
		[planned(), planned()].map(async (plan) => await secrets.madeFor(session, plan, plan.body)),
	);
	expect(asked).toHaveBeenCalledTimes(1);
	expect(made.map(({ password }) => String(password).length)).toEqual([20, 20]);
});

test('a PBX that is not there is no reason to guess its rules', async () => {
	const gone = new CallFailed(failureOf(new Error('socket hang up'), 'pbx.example'));
	const { session } = sessionOf(async () => await Promise.reject(gone));
	const plan = planned();
	await expect(new Secrets().madeFor(session, plan, plan.body)).rejects.toBe(gone);
});
