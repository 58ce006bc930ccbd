import { create, refusal, setUp, type Client, type Setup } from './client.mts';
import { digestOf } from './contract.mts';
import { upload } from './world.mts';

let pbx: Setup;
let office: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	office = await pbx.office();
});
afterAll(() => pbx.simulator.close());

/** Starts an upload. */
async function start() {
	const { status, headers, text } = await office.post('/blobs/uploads?filename=hello.wav');
	expect([status, text]).toEqual([202, '']);
	const id = headers.get('portsip-upload-id');
	const token = headers.get('portsip-upload-token') ?? '';
	return { path: `/blobs/uploads/${id}`, token };
}

describe('an upload', () => {
	it('goes in steps, each with the newest token', async () => {
		const { path, token } = await start();
		const first = await office.bytes(`${path}/append`, 'RI', token);
		expect([first.status, first.headers.get('range')]).toEqual([203, '0-1']);
		const stale = await office.bytes(`${path}/append`, 'RI', token);
		expect(refusal(stale)).toBe('403 FORBIDDEN');
		const newest = first.headers.get('portsip-upload-token') ?? '';
		expect(newest).not.toBe(token);
		const state = await office.get(`${path}/status`);
		expect([state.status, state.headers.get('portsip-upload-token')]).toEqual([204, newest]);
		const done = await office.bytes(`${path}/complete?digest=${digestOf('RIFF')}`, 'FF', newest);
		expect([done.status, done.body]).toEqual([201, { id: expect.any(String) }]);
		expect((await office.get(`${path}/status`)).status).toBe(404);
		expect((await office.get(`/files/${done.body.id}`)).body).toMatchObject({
			name: 'hello.wav',
			size: 4,
			media_type: 'audio/wav',
		});
	});

	it('needs its token as it was given, not encoded for an address', async () => {
		const { path, token } = await start();
		for (const character of ['+', '/', '=']) expect(token).toContain(character);
		const encoded = await office.bytes(`${path}/append`, 'RIFF', encodeURIComponent(token));
		expect(refusal(encoded)).toBe('403 FORBIDDEN');
		expect((await office.bytes(`${path}/append`, 'RIFF', token)).status).toBe(203);
	});

	it('is refused with a wrong digest or without token, and can go on', async () => {
		const { path, token } = await start();
		const complete = (digest: string, sent?: string) =>
			office.bytes(`${path}/complete?digest=${digest}`, 'RIFF', sent);
		expect(refusal(await complete(digestOf('RIFF')))).toBe('400 VALIDATE_FAILED');
		expect(refusal(await complete(digestOf('other'), token))).toBe('400 VALIDATE_FAILED');
		expect((await complete(digestOf('RIFF').toUpperCase(), token)).status).toBe(201);
	});

	it('is refused with a token that was encoded on its way', async () => {
		const { path, token } = await start();
		expect(token).toMatch(/^\+\/.*=$/);
		const encoded = await office.bytes(`${path}/append`, 'RI', encodeURIComponent(token));
		expect(refusal(encoded)).toBe('403 FORBIDDEN');
		expect((await office.bytes(`${path}/append`, 'RI', token)).status).toBe(203);
	});

	it('can be given up', async () => {
		const { path, token } = await start();
		expect((await office.post(`${path}/destroy`)).status).toBe(204);
		expect((await office.bytes(`${path}/append`, 'x', token)).status).toBe(404);
		expect(pbx.simulator.state.uploads.size).toBe(0);
	});

	it('belongs to the tenant that began it', async () => {
		const { path } = await start();
		expect((await (await pbx.admin()).get(`${path}/status`)).status).toBe(404);
	});

	it('takes bytes of any kind', async () => {
		const { path, token } = await start();
		const bytes = Buffer.from([0, 255, 128, 10]);
		const reply = await fetch(`${pbx.simulator.url}/api${path}/append`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${office.token}`,
				'content-type': 'application/octet-stream',
				'portsip-upload-token': token,
			},
			body: bytes,
		});
		expect(reply.status).toBe(203);
		const [kept] = pbx.simulator.state.uploads.values();
		expect(kept.content.equals(bytes)).toBe(true);
	});
});

describe('a file', () => {
	it('is listed, downloaded without a token, and destroyed', async () => {
		const id = await upload(office, 'RIFF one');
		expect((await office.get('/files')).body).toMatchObject({ count: 1, items: [{ id }] });
		const loaded = await pbx.nobody().get(`/blobs/${digestOf('RIFF one')}`);
		expect([loaded.status, loaded.text]).toEqual([200, 'RIFF one']);
		expect(loaded.headers.get('content-disposition')).toContain('hello.wav');
		expect((await office.post(`/files/${id}/destroy`)).status).toBe(204);
		expect((await pbx.nobody().get(`/blobs/${digestOf('RIFF one')}`)).status).toBe(404);
	});

	it('keeps its content as long as another file has the same', async () => {
		const [one, two] = [await upload(office), await upload(office)];
		const path = `/blobs/${digestOf('RIFF sample')}`;
		await office.post(`/files/${one}/destroy`);
		expect((await pbx.nobody().get(path)).status).toBe(200);
		await office.post(`/files/${two}/destroy`);
		expect((await pbx.nobody().get(path)).status).toBe(404);
	});

	it('is named by its id in other records, which show where it is', async () => {
		const queue = { name: 'Queue', extension_number: '7001', polling_strategy: 'CYCLIC_HUNT' };
		const moh_prompt_file_id = await upload(office);
		const id = await create(office, '/call_queues', { ...queue, moh_prompt_file_id }, 200);
		const shown = (await office.get(`/call_queues/${id}`)).body;
		expect(shown.moh_prompt_file_url).toBe(`/api/blobs/${digestOf('RIFF sample')}`);
		expect(shown).toMatchObject({ moh_prompt_file_name: 'hello.wav', moh_prompt_file_size: 11 });
		const unknown = await office.post(`/call_queues/${id}`, { moh_prompt_file_id: '1' });
		expect(refusal(unknown)).toBe('400 VALIDATE_FAILED');
		const greeting = { file_id: moh_prompt_file_id };
		const [user] = pbx.simulator.state.users.keys();
		const made = await create(office, `/users/${user}/greetings`, greeting);
		await office.post(`/users/${user}/greetings/${made}/enable`);
		expect((await office.get('/user/greetings')).body.items).toMatchObject([
			{ id: made, enabled: true, file_name: 'hello.wav' },
		]);
	});

	it('of the system is not good for a tenant', async () => {
		const file_id = await upload(await pbx.admin());
		const answer = await office.post('/user/greetings', { file_id });
		expect(refusal(answer)).toBe('400 VALIDATE_FAILED');
	});
});

describe('a call with the password of the extension', () => {
	const begin = (password: string) =>
		pbx
			.nobody()
			.get(
				`/sessions/directly?extension_number=1001&password=${password}&domain=sample.example` +
					'&caller=1001&callee=1002&send_sdp=false',
			);

	it('begins without a token', async () => {
		expect(refusal(await begin('wrong'))).toBe('400 UNAUTHORIZED');
		const { status, body } = await begin('Extend-Only-9');
		expect(status).toBe(201);
		expect((await office.get(`/sessions/${body.id}`)).status).toBe(200);
	});
});
