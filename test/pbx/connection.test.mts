import { Connection } from '../../pbx/connection.ts';
import { CallFailed } from '../../pbx/failures.ts';
import { broken, FakePbx, type Answering } from '../support/fakePbx.mts';

const SETTINGS = { timeout: 4321, tries: 3, requestsPerMinute: 4500 };
const open = async (pbx: FakePbx, signedIn = true) =>
	await Connection.open(pbx.host(signedIn), SETTINGS);
const read = { method: 'GET', route: '/list' } as const;
const writing = { method: 'POST', route: '/list', body: { name: 'a' } } as const;
const ok: Answering = async () => [200, { fine: true }];

/** Answers in turn; the last one stays. */
const inTurn = (...answers: Array<Awaited<ReturnType<Answering>>>): Answering => {
	let next = 0;
	return async () => answers[Math.min(next++, answers.length - 1)];
};

const failureIn = async (work: Promise<unknown>): Promise<CallFailed> =>
	await work.then(
		() => Promise.reject(new Error('It went well')),
		(error: unknown) => error as CallFailed,
	);

describe('the wire', () => {
	test('sends a request with the session, and nothing that leads elsewhere', async () => {
		const pbx = new FakePbx(ok);
		const { home } = await open(pbx);
		await home.send({
			method: 'POST',
			route: '/a/{id}/b',
			ids: { id: 'x y' },
			query: { filter: "name eq 'ä'" },
			body: { one: 1 },
			headers: { 'PortSIP-Upload-Token': 'a+/=' },
		});
		const [{ options, token }] = pbx.log;
		expect(token).toBe('shared');
		expect(options).toMatchObject({
			method: 'POST',
			url: `${pbx.login.baseUrl}/api/a/x%20y/b?filter=name%20eq%20'%C3%A4'`,
			body: { one: 1 },
			json: true,
			returnFullResponse: true,
			timeout: 4321,
			disableFollowRedirect: true,
			skipSslCertificateValidation: false,
		});
		expect(options.headers).toMatchObject({ 'PortSIP-Upload-Token': 'a+/=' });
		expect(options.abortSignal).toBeUndefined();
		await home.send(read);
		expect(pbx.log[1].options.abortSignal).toBe(pbx.stop.signal);
	});

	test('sends no body where there is nothing in it, and bytes as they are', async () => {
		const pbx = new FakePbx(ok);
		const { home } = await open(pbx);
		await home.send({ method: 'POST', route: '/a', body: {} });
		await home.send({ method: 'POST', route: '/a', bytes: Buffer.from('x') });
		await home.send({ method: 'POST', route: '/a', bytes: Buffer.alloc(0) });
		expect(pbx.log[0].options.body).toBeUndefined();
		expect(pbx.log[1].options).toMatchObject({
			body: Buffer.from('x'),
			headers: { 'Content-Type': 'application/octet-stream' },
		});
		expect(pbx.log[2].options.body).toBeUndefined();
	});

	test('lets twenty requests on their way, whoever sends them', async () => {
		const pbx = new FakePbx(ok);
		pbx.latency = 5;
		const { home } = await open(pbx);
		await Promise.all(Array.from({ length: 70 }, async () => await home.send(read)));
		expect(pbx.peak).toBe(20);
		expect(pbx.log).toHaveLength(70);
	});

	test('sends the first request alone as long as there is no session', async () => {
		const seen: number[] = [];
		const pbx: FakePbx = new FakePbx(async () => {
			seen.push(pbx.log.length);
			return [200, {}];
		});
		pbx.latency = 5;
		const { home } = await open(pbx, false);
		await Promise.all(Array.from({ length: 5 }, async () => await home.send(read)));
		expect(seen).toEqual([1, 5, 5, 5, 5]);
	});

	test('sends nothing after a stop, waits or not', async () => {
		const pbx = new FakePbx(inTurn([503], [200, {}]));
		const { home } = await open(pbx);
		pbx.stop.abort();
		const { failure, open: unknown } = await failureIn(home.send(writing));
		expect(failure.kind).toBe('stopped');
		expect(unknown).toBe(false);
		expect(pbx.log).toEqual([]);
	});

	test('lets what ends a session out after a stop, with little time', async () => {
		const pbx = new FakePbx(ok);
		const { home } = await open(pbx);
		await home.send(read);
		pbx.stop.abort();
		await home.send({ method: 'POST', route: '/auth/sign_out', closing: true });
		expect(pbx.lines.at(-1)).toBe('POST /auth/sign_out');
		expect(pbx.log.map(({ options }) => options.timeout)).toEqual([4321, 300]);
	});

	test('gives a read up that was on its way when the stop came, and says what became of a write', async () => {
		const pbx: FakePbx = new FakePbx(async () => {
			pbx.stop.abort();
			return broken('read');
		});
		const { home } = await open(pbx);
		expect((await failureIn(home.send(read))).failure.kind).toBe('stopped');
		const other: FakePbx = new FakePbx(async () => {
			other.stop.abort();
			return broken('read');
		});
		const failed = await failureIn((await open(other)).home.send(writing));
		expect(failed.failure.kind).toBe('unanswered');
		expect(failed.open).toBe(true);
	});

	test('tells how long it waited for the ceiling when the stop came', async () => {
		const pbx = new FakePbx(ok);
		const host = pbx.host();
		const clock = { ...pbx.clock };
		let slept = 0;
		host.clock = {
			now: clock.now,
			async sleep(time) {
				await clock.sleep(time);
				slept += time;
				if (slept > 15_000) pbx.stop.abort();
			},
		};
		const { home } = await Connection.open(host, { ...SETTINGS, requestsPerMinute: 1 });
		await home.send(read);
		const { message } = await failureIn(home.send(read));
		expect(message).toMatch(
			/stopped after it had waited 15 s to keep to Requests per Minute \(1\)/,
		);
		expect(pbx.said.join()).toMatch(/wait for longer than 10 s/);
	});
});

describe('a session', () => {
	test('repeats a read, but a write only where it was never sent', async () => {
		const away = async (answer: ReturnType<typeof broken>, call: typeof read | typeof writing) => {
			const pbx = new FakePbx(inTurn(answer, [200, { fine: true }]));
			const { home } = await open(pbx);
			const result = await home.send(call).catch((error: unknown) => error as CallFailed);
			return { result, count: pbx.log.length };
		};
		expect(await away(broken('read'), read)).toMatchObject({ count: 2, result: { status: 200 } });
		expect(await away(broken('connect'), writing)).toMatchObject({
			count: 2,
			result: { status: 200 },
		});
		expect(await away(broken('read'), writing)).toMatchObject({ count: 1, result: { open: true } });
	});

	test('a read is never open, a refused write neither', async () => {
		const refused = await open(
			new FakePbx(inTurn([409, { errors: [{ code: 'X', message: 'no' }] }])),
		);
		expect((await failureIn(refused.home.send(writing))).open).toBe(false);
		const gone = await open(new FakePbx(inTurn([500])));
		expect((await failureIn(gone.home.send(read))).open).toBe(false);
		expect((await failureIn(gone.home.send(writing))).open).toBe(true);
	});

	test('an empty answer is one, but not for a page of a list', async () => {
		const { home } = await open(new FakePbx(inTurn([204, undefined], [200, ' '], [200, ''])));
		expect((await home.send(writing)).body).toBeUndefined();
		expect((await home.send(read)).body).toBeUndefined();
		const { failure } = await failureIn(home.send({ ...read, needsBody: true }));
		expect(failure.kind).toBe('unreadable');
	});

	test('what is no JSON, and a page, are no answers', async () => {
		const said = async (body: unknown) =>
			(await failureIn((await open(new FakePbx(inTurn([200, body])))).home.send(writing))).failure
				.kind;
		expect(await said('{"cut": ')).toBe('unreadable');
		expect(await said('<!doctype html><p>Maintenance')).toBe('page');
	});
});

test.each(['', 'ftp://x', 'https://user:word@x', 'https://'])(
	'a Base URL such as "%s" fails before anything is sent',
	async (baseUrl) => {
		const pbx = new FakePbx(ok);
		pbx.login.baseUrl = baseUrl;
		const { failure } = await failureIn(open(pbx));
		expect(failure).toMatchObject({ kind: 'signIn', outlook: 'lasting' });
	},
);
