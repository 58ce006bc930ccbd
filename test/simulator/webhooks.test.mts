import { createHash } from 'node:crypto';

import { makeCertificate } from '../../simulator/tls.mts';
import { setUp, type Setup } from './client.mts';
import { aMoment, delivered, Receiver, register, sampleTenantId, until } from './listeners.mts';

let pbx: Setup;
const receiver = new Receiver();
beforeAll(async () => {
	// 15 s become 1.5 ms.
	pbx = await setUp({ webhookTimeScale: 0.0001 });
	await receiver.start();
});
beforeEach(() => {
	pbx.simulator.reset();
	receiver.forget();
});
afterAll(async () => {
	await pbx.simulator.close();
	await receiver.stop();
});

/** Sends one event of a call. */
const send = (body: object = { event_type: 'call_start', session_id: '1' }) =>
	pbx.simulator.stage.sendEvent({ topic: 'cdr_events', body });

const attempts = () => pbx.simulator.events.webhooks.attempts;

describe('authentication', () => {
	it.each([
		['DISABLE', undefined],
		['BASIC', `Basic ${Buffer.from('someone:secret77').toString('base64')}`],
		['BEARER', 'Bearer sample-token'],
	])('%s sends %s', async (auth, expected) => {
		register(pbx.simulator, receiver.url, { auth });
		send();
		await delivered(pbx.simulator);
		const [{ headers, body }] = receiver.received;
		expect(headers.authorization).toBe(expected);
		expect(headers['content-type']).toBe('application/json');
		expect(body).toEqual({ event_type: 'call_start', session_id: '1' });
	});

	it('may use another header', async () => {
		pbx.simulator.switches.webhookAuthHeader = 'x-token';
		register(pbx.simulator, receiver.url, { auth: 'BEARER' });
		send();
		await delivered(pbx.simulator);
		const [{ headers }] = receiver.received;
		expect([headers.authorization, headers['x-token']]).toEqual([undefined, 'Bearer sample-token']);
	});

	const challenge = {
		status: 401,
		headers: { 'www-authenticate': 'Digest realm="here", nonce="abc", qop="auth", opaque="o"' },
	};

	it.each([
		[true, [1, 1]],
		[false, [1, 2]],
	])('answers a digest challenge, webhookDigestAtOnce %s', async (atOnce, numbers) => {
		pbx.simulator.switches.webhookDigestAtOnce = atOnce;
		receiver.answers = [challenge, 200];
		register(pbx.simulator, receiver.url, { auth: 'DIGEST' });
		send();
		await delivered(pbx.simulator);
		expect(attempts().map(({ number, status }) => [number, status])).toEqual([
			[numbers[0], 401],
			[numbers[1], 200],
		]);
		const [first, second] = receiver.received.map(({ headers }) => headers.authorization ?? '');
		expect(first).toBe('');
		const given = Object.fromEntries(
			[...second.matchAll(/(\w+)="?([^",]+)/g)].map(([, name, value]) => [name, value]),
		);
		const md5 = (text: string) => createHash('md5').update(text).digest('hex');
		expect(given).toMatchObject({ username: 'someone', realm: 'here', uri: '/hook', opaque: 'o' });
		expect(given.response).toBe(
			md5(`${md5('someone:here:secret77')}:abc:00000001:${given.cnonce}:auth:${md5('POST:/hook')}`),
		);
	});
});

describe('repetition', () => {
	it.each([
		[[200], 1],
		[[404], 1],
		[[500, 204, 302, 401, 'drop', 200], 6],
		[[500, 404], 2],
		[[503], 6],
	] as const)('with the answers %j makes %d attempts', async (answers, count) => {
		receiver.answers = [...answers];
		register(pbx.simulator, receiver.url);
		send();
		await delivered(pbx.simulator);
		expect(receiver.received).toHaveLength(count);
		expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
		expect(attempts().map(({ number }) => number)).toEqual(
			Array.from({ length: count }, (_unused, index) => index + 1),
		);
	});

	it('waits 15 s, 1, 3, 8 and 15 minutes', async () => {
		pbx.simulator.switches.webhookTimeScale = 0.001;
		receiver.answers = [500];
		register(pbx.simulator, receiver.url);
		send();
		await delivered(pbx.simulator);
		const times = attempts().map(({ at }) => at);
		const waits = times.slice(1).map((at, index) => at - times[index]);
		[15, 60, 180, 480, 900].forEach((wait, index) => {
			expect(waits[index]).toBeGreaterThanOrEqual(wait - 2);
		});
	});

	it('does not wait for an answer for ever', async () => {
		pbx.simulator.switches.webhookTimeoutMs = 500;
		receiver.answers = ['never', 200];
		register(pbx.simulator, receiver.url);
		send();
		await delivered(pbx.simulator);
		expect(attempts().map(({ status }) => status)).toEqual([0, 200]);
	});

	it.each([
		[true, 0],
		[false, 200],
	])('with webhookCheckCertificate %s sees %d of one nobody signed', async (check, status) => {
		pbx.simulator.switches.webhookCheckCertificate = check;
		const secure = new Receiver(await makeCertificate());
		register(pbx.simulator, await secure.start());
		send();
		await delivered(pbx.simulator);
		await secure.stop();
		expect(attempts().at(-1)?.status).toBe(status);
	});

	it('does not hold up what comes later', async () => {
		Object.assign(pbx.simulator.switches, { webhookTimeScale: 0.01 });
		receiver.answers = [500, 200];
		register(pbx.simulator, receiver.url);
		for (const session_id of ['1', '2']) send({ event_type: 'call_start', session_id });
		await delivered(pbx.simulator);
		expect(receiver.received.map(({ body }) => body.session_id)).toEqual(['1', '2', '1']);
	});

	it('ends with a reset', async () => {
		receiver.answers = [500];
		pbx.simulator.switches.webhookTimeScale = 0.01;
		register(pbx.simulator, receiver.url);
		send();
		await until('the first attempt', () => attempts().length === 1);
		pbx.simulator.reset();
		await aMoment(200);
		expect(receiver.received).toHaveLength(1);
		expect([attempts(), pbx.simulator.events.webhooks.waiting]).toEqual([[], 0]);
	});
});

describe('a webhook that is off', () => {
	it.each([{ enabled: false }, { url: '' }])('because of %j loses events', async (changes) => {
		register(pbx.simulator, receiver.url, changes);
		send();
		await aMoment();
		expect(receiver.received).toEqual([]);
	});

	it('is one of a disabled tenant', async () => {
		register(pbx.simulator, receiver.url);
		pbx.simulator.state.tenants.get(sampleTenantId(pbx.simulator))!.enabled = false;
		send();
		await aMoment();
		expect(receiver.received).toEqual([]);
	});

	it.each([true, false])('after failures shows it: %s', async (webhookOffShown) => {
		Object.assign(pbx.simulator.switches, { webhookOffAfter: 3, webhookOffShown });
		receiver.answers = [500];
		register(pbx.simulator, receiver.url);
		send();
		await delivered(pbx.simulator);
		expect(receiver.received).toHaveLength(3);
		const office = await pbx.office();
		const { body: tenant } = await office.get('/tenant');
		expect(tenant.cdr_event.enabled).toBe(!webhookOffShown);
		expect(tenant.extension_event.enabled).toBe(true);
		receiver.forget();
		send();
		await aMoment();
		expect(receiver.received).toEqual([]);
		await office.post('/tenant', { cdr_event: { ...tenant.cdr_event, enabled: true } });
		send();
		await delivered(pbx.simulator);
		expect(receiver.received).toHaveLength(1);
	});
});
