import { CallFailed } from '../../pbx/failures.ts';
import { fingerprint, throughGate } from '../../pbx/sessions/gate.ts';
import { renew, tokenFor } from '../../pbx/sessions/shared.ts';
import { signIn } from '../../pbx/sessions/signIn.ts';
import { SignInFailure } from '../../pbx/sessions/signInFailure.ts';
import { targetOf, Wire } from '../../pbx/wire.ts';
import { broken, FakePbx, type Answering } from '../support/fakePbx.mts';

const MINUTE = 60_000;
const ok: Answering = async () => [200, {}];
const wireOf = (pbx: FakePbx) => new Wire(pbx.host(), targetOf(pbx.login), { timeout: 1000 });
const refusing: Answering = async () => [
	400,
	{ errors: [{ code: 'UNAUTHORIZED', message: 'no' }] },
];
const refused = () => new SignInFailure({ message: 'No', advice: 'Do that' }, 'refused');

let now = Date.now();
beforeEach(() => void jest.spyOn(Date, 'now').mockImplementation(() => now));
afterEach(() => void jest.restoreAllMocks());

describe('the gate of an account', () => {
	test('lets one sign-in through at a time; the others wait, and then go one by one', async () => {
		const { login } = new FakePbx(ok);
		let [running, most, count] = [0, 0, 0];
		const attempt = async () => {
			most = Math.max(most, ++running);
			await Promise.resolve();
			running--;
			return ++count;
		};
		const all = Array.from({ length: 20 }, async () => await throughGate(login, attempt));
		expect((await Promise.all(all)).sort((a, b) => a - b)).toEqual(
			Array.from({ length: 20 }, (_, index) => index + 1),
		);
		expect(most).toBe(1);
	});

	test.each(['refused', 'passing', 'lasting'] as const)(
		'of twenty that come at once one is sent if it fails (%s)',
		async (outlook) => {
			const { login } = new FakePbx(ok);
			let sent = 0;
			const attempt = async () => {
				sent++;
				await Promise.resolve();
				throw new SignInFailure({ message: 'No', advice: 'Do that' }, outlook);
			};
			const all = Array.from({ length: 20 }, async () => await throughGate(login, attempt));
			const results = await Promise.allSettled(all);
			expect(results.every(({ status }) => status === 'rejected')).toBe(true);
			expect(sent).toBe(1);
			// Only what was refused is remembered.
			const next = throughGate(login, async () => 'in');
			if (outlook === 'refused') await expect(next).rejects.toThrow(/a short while ago/);
			else expect(await next).toBe('in');
		},
	);

	test('keeps a refused sign-in for 20 minutes, and says how long it still is', async () => {
		const { login } = new FakePbx(ok);
		await throughGate(login, () => Promise.reject(refused())).catch(() => undefined);
		const again = async () =>
			await throughGate(login, async () => 'in').catch((error: Error) => error.message);
		expect(await again()).toMatch(/tried again in 20 min/);
		now += 5 * MINUTE;
		expect(await again()).toMatch(/tried again in 15 min/);
		now += 14 * MINUTE;
		expect(await again()).toMatch(/tried again in 1 min/);
		now += MINUTE;
		expect(await again()).toMatch(/tried again in 1 min/);
		now += 1;
		expect(await again()).toBe('in');
	});

	test('says of what it remembers that it was refused', async () => {
		const { login } = new FakePbx(ok);
		await throughGate(login, () => Promise.reject(refused())).catch(() => undefined);
		const failure = await throughGate(login, async () => 'in').catch((error: unknown) => error);
		expect((failure as SignInFailure).refused).toBe(true);
	});

	test('is not closed to others by an execution that was stopped at it', async () => {
		const { login } = new FakePbx(ok);
		const stopped = new CallFailed({ kind: 'stopped', message: 'stopped', advice: 'again' });
		const mine = throughGate(login, () => Promise.reject(stopped));
		const other = throughGate(login, async () => 'in');
		await expect(mine).rejects.toBe(stopped);
		expect(await other).toBe('in');
		const broken = new CallFailed({ kind: 'untrusted', message: 'no', advice: 'do that' });
		const first = throughGate(login, () => Promise.reject(broken));
		const second = throughGate(login, async () => 'in');
		await expect(first).rejects.toBe(broken);
		await expect(second).rejects.toBe(broken);
	});

	test('knows an account by all of its fields, and an address however it is written', () => {
		const { login } = new FakePbx(ok);
		const mark = fingerprint(login);
		expect(fingerprint({ ...login, baseUrl: `${login.baseUrl}/api/` })).toBe(mark);
		for (const change of [
			{ baseUrl: 'https://other.example' },
			{ signInAs: 'tenantUser' as const },
			{ username: 'x' },
			{ password: 'x' },
			{ domain: 'x' },
		]) {
			expect(fingerprint({ ...login, ...change })).not.toBe(mark);
		}
	});
});

describe('a sign-in', () => {
	test('names the domain of a tenant user only', async () => {
		const pbx = new FakePbx(ok);
		await signIn(wireOf(pbx), { ...pbx.login, domain: 'left.over' });
		expect(pbx.log[0].body).toEqual({ username: 'n8n', password: 'Secret-Word-1' });
		await signIn(wireOf(pbx), { ...pbx.login, signInAs: 'tenantUser', domain: 'a.example' });
		expect(pbx.log[2].body).toMatchObject({ domain: 'a.example' });
	});

	test.each([{ username: '' }, { password: '' }, { signInAs: 'tenantUser' as const, domain: '' }])(
		'that lacks %j is not sent',
		async (lack) => {
			const pbx = new FakePbx(ok);
			await expect(signIn(wireOf(pbx), { ...pbx.login, ...lack })).rejects.toThrow(SignInFailure);
			expect(pbx.log).toEqual([]);
		},
	);

	const outlooks: ReadonlyArray<[string, Awaited<ReturnType<Answering>>, string]> = [
		['a refusal', [400, { errors: [{ code: 'UNAUTHORIZED' }] }], 'refused'],
		['401', [401], 'refused'],
		['403', [403, { errors: [{ code: 'BLOCKED' }] }], 'refused'],
		['400 of another kind', [400, { errors: [{ code: 'VALIDATE_FAILED' }] }], 'refused'],
		['415', [415], 'lasting'],
		['429', [429], 'passing'],
		['503', [503], 'passing'],
		['500', [500], 'passing'],
		['a connection that broke', broken('read'), 'passing'],
		[
			'an untrusted certificate',
			Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' }),
			'lasting',
		],
		['a second factor', [200, { two_factor_enabled: true, token: 'x' }], 'lasting'],
		['no token', [200, {}], 'lasting'],
		['an empty token', [200, { access_token: '' }], 'lasting'],
		['a redirect', [302], 'lasting'],
		['a page', [200, '<!doctype html>'], 'lasting'],
	];
	test.each(outlooks)(
		'that meets %s says what it means for the next',
		async (_, answer, outlook) => {
			const pbx = new FakePbx(ok);
			pbx.signIns['/auth/sign_in'] = async () => answer;
			const failure = await signIn(wireOf(pbx), pbx.login).catch((error: unknown) => error);
			expect(failure).toBeInstanceOf(SignInFailure);
			expect((failure as SignInFailure).outlook).toBe(outlook);
			expect(String(failure)).not.toContain(pbx.login.password);
		},
	);

	test('that wants a new password first is none', async () => {
		const pbx = new FakePbx(ok);
		pbx.signIns['/auth/user'] = async () => [200, { password_force_reset: true }];
		await expect(signIn(wireOf(pbx), pbx.login)).rejects.toThrow(/new password first/);
	});

	test('uses the form where the PBX does not know the other one, through the same gate', async () => {
		const pbx = new FakePbx(ok);
		pbx.signIns['/auth/sign_in'] = async () => [404];
		pbx.signIns['/login/oauth/token'] = async () => [200, { access_token: 'old', expires_in: 60 }];
		expect(await signIn(wireOf(pbx), pbx.login)).toMatchObject({
			accessToken: 'old',
			legacy: true,
		});
		expect(String(pbx.log[1].options.body)).toContain('grant_type=password&scope=all');
		expect(pbx.lines).toEqual(['POST /auth/sign_in', 'POST /login/oauth/token']);
		pbx.signIns['/login/oauth/token'] = async () => [404];
		await expect(signIn(wireOf(pbx), pbx.login)).rejects.toThrow(/does not know PortSIP's sign-in/);
	});

	test.each([
		[1800, 1800 - 30],
		[100, 90],
		[undefined, Infinity],
		[0, Infinity],
	])('for %s s gives a token that is used for %s s', async (life, usable) => {
		const pbx = new FakePbx(ok);
		pbx.signIns['/auth/sign_in'] = async () => [200, { access_token: 'a', expires_in: life }];
		const { usableUntil } = await signIn(wireOf(pbx), pbx.login);
		expect((usableUntil - pbx.clock.now()) / 1000).toBe(usable);
	});
});

describe('the shared session', () => {
	test('is one sign-in however many ask, and one token for all', async () => {
		const pbx = new FakePbx(ok);
		const all = await Promise.all(
			Array.from({ length: 20 }, async () => await renew(wireOf(pbx), pbx.login)),
		);
		expect(new Set(all).size).toBe(1);
		expect(pbx.lines.filter((line) => line.endsWith('sign_in'))).toHaveLength(1);
	});

	test('goes to whoever holds the one before, for a minute, if it stands', async () => {
		const pbx = new FakePbx(ok, now);
		const first = await renew(wireOf(pbx), pbx.login);
		expect(await renew(wireOf(pbx), pbx.login, 'the one before')).toBe(first);
		expect(await renew(wireOf(pbx), pbx.login, first)).not.toBe(first);
		const second = await renew(wireOf(pbx), pbx.login, 'the one before');
		pbx.signIns['/auth/user'] = async ({ token }) => (token === 'token2' ? [401] : [200, {}]);
		expect(await renew(wireOf(pbx), pbx.login, 'the one before')).not.toBe(second);
		const third = await renew(wireOf(pbx), pbx.login, 'the one before');
		now += MINUTE + 1;
		expect(await renew(wireOf(pbx), pbx.login, 'the one before')).not.toBe(third);
		expect(await renew(wireOf(pbx), pbx.login, '')).not.toBe(third);
	});

	test('is used for its account only, and in time', async () => {
		const pbx = new FakePbx(ok, now);
		const saved = await renew(wireOf(pbx), pbx.login);
		expect(tokenFor(pbx.login, saved)).toBe('token1');
		expect(tokenFor({ ...pbx.login, password: 'other' }, saved)).toBeUndefined();
		now += 1770_000 - 1;
		expect(tokenFor(pbx.login, saved)).toBe('token1');
		now += 1;
		expect(tokenFor(pbx.login, saved)).toBeUndefined();
		expect(tokenFor(pbx.login, undefined)).toBeUndefined();
		expect(tokenFor(pbx.login, 'token1')).toBeUndefined();
	});

	test('that is refused is not asked for again', async () => {
		const pbx = new FakePbx(ok);
		pbx.signIns['/auth/sign_in'] = refusing;
		await expect(renew(wireOf(pbx), pbx.login)).rejects.toThrow(/refused the sign-in/);
		await expect(renew(wireOf(pbx), pbx.login)).rejects.toThrow(/a short while ago/);
		expect(pbx.log).toHaveLength(1);
	});
});
