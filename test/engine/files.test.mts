import { createHash, randomBytes } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileItem } from '../support/fileItem.mts';
import { setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.tenantUser);
});
afterAll(async () => await bench.close());

const upload = { resource: 'file', operation: 'upload' };
const download = { resource: 'file', operation: 'download' };
const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const send = async (input: INodeExecutionData[], parameters: object = {}) =>
	await bench.run({ ...upload, ...parameters }, { input });
const bytesOf = (item: INodeExecutionData, field = 'data') =>
	Buffer.from(item.binary?.[field].data ?? '', 'base64');

/** The steps of uploads that the PBX has seen, with its answers, such as `append 203`. */
const steps = () =>
	bench.simulator.log
		.filter(({ path }) => path.startsWith('/api/blobs/uploads'))
		.map(({ path, status }) => `${path.split('/').pop()} ${status}`);

/** Spoils a number of calls. */
const fail = (path: string, times = 1) =>
	bench.simulator.switches.failures.push({ path, times, status: 500, message: 'Disk full' });

describe('an upload', () => {
	test('of nine megabytes goes in parts, each with the newest token', async () => {
		const content = randomBytes(9 * 1024 * 1024);
		const { out, error } = await send([fileItem(content, 'long.wav')]);
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id: expect.any(String), name: 'long.wav', size: content.length }]);
		// The simulated PBX refuses every token but the newest, and a digest of other bytes.
		expect(steps()).toEqual(['uploads 202', 'append 203', 'append 203', 'complete 201']);
		const digest = digestOf(content);
		expect(bench.simulator.state.files.get(String(out[0].id))).toMatchObject({ digest });
		expect(bench.simulator.state.blobs.get(digest)?.equals(content)).toBe(true);
		expect(bench.simulator.state.uploads.size).toBe(0);
	});

	test.each([
		['nothing', 0, 0],
		['one part exactly', 4, 0],
		['two parts exactly', 8, 1],
	])('of %s', async (_, megabytes, appends) => {
		const content = Buffer.alloc(megabytes * 1024 * 1024, 'x');
		const { out, error } = await send([fileItem(content, 'even.wav')]);
		expect(error).toBeUndefined();
		expect(out[0].size).toBe(content.length);
		expect(steps().filter((step) => step === 'append 203')).toHaveLength(appends);
	});

	test('gives an id that other operations take', async () => {
		const [{ id }] = (await send([fileItem('RIFF', 'hello.wav')])).out;
		const greeting = { resource: 'myGreeting', operation: 'create', fileId: id };
		expect((await bench.run(greeting)).error).toBeUndefined();
		const { out } = await bench.run({ resource: 'myGreeting', operation: 'getMany' });
		expect(out).toMatchObject([{ file_name: 'hello.wav' }]);
	});

	test('takes another name and another field, item by item', async () => {
		const { binary } = fileItem('RIFF two', 'two.wav');
		const { items } = await send(
			[
				{ json: { name: 'first.wav' }, binary: { sound: fileItem('RIFF', '1.wav').binary!.data } },
				{ json: { name: '' }, binary: { sound: binary!.data } },
			],
			{ binaryPropertyName: 'sound', options: { filename: '={{ $json.name }}' } },
		);
		const out = items('PortSIP');
		expect(out.map(({ json }) => json.name)).toEqual(['first.wav', 'two.wav']);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const names = [...bench.simulator.state.files.values()].map(({ name }) => name);
		expect(names).toEqual(['first.wav', 'two.wav']);
	});

	test('of an item without the field says so, and sends nothing', async () => {
		const { error } = await send([fileItem('RIFF', 'hello.wav')], { binaryPropertyName: 'other' });
		expect(error?.message).toContain("'other'");
		expect(steps()).toEqual([]);
	});
});

describe('an upload that breaks', () => {
	const long = fileItem(Buffer.alloc(5 * 1024 * 1024, 'x'), 'long.wav');

	test.each(['append', 'complete'])('at %s is taken away', async (step) => {
		fail(`/${step}$`);
		const { error, out } = await send([long]);
		expect(out).toEqual([]);
		expect(error?.message).toBe('Upload file: the PBX answered 500 UNKNOWN: Disk full');
		expect(steps().slice(-2)).toEqual([`${step} 500`, 'destroy 204']);
		expect(bench.simulator.state.uploads.size).toBe(0);
		expect(bench.simulator.state.files.size).toBe(0);
	});

	test('at its start leaves nothing to take away', async () => {
		fail('^/blobs/uploads$');
		expect((await send([long])).error?.message).toContain('500');
		expect(steps()).toEqual(['uploads 500']);
	});

	test('and cannot be taken away tells what came first', async () => {
		fail('/append$');
		bench.simulator.switches.failures.push({ path: '/destroy$', times: 1, status: 404 });
		const { error } = await send([long]);
		expect(steps().slice(-2)).toEqual(['append 500', 'destroy 404']);
		expect(error?.message).toContain('500 UNKNOWN: Disk full');
	});

	test('leaves the other items alone', async () => {
		fail('/complete$');
		const input = [fileItem('RIFF one', 'one.wav'), fileItem('RIFF two', 'two.wav')];
		const { out } = await bench.run(upload, { input, onError: 'continueRegularOutput' });
		expect(out).toMatchObject([
			{ error: { status: 500, outcome: 'unknown' } },
			{ name: 'two.wav', size: 8 },
		]);
	});
});

describe('a download', () => {
	const content = Buffer.from([0, 255, 128, 10, 13]);
	let record: IDataObject;
	beforeEach(async () => {
		const [{ id }] = (await send([fileItem(content, 'sound.wav')])).out;
		await bench.run({ resource: 'myGreeting', operation: 'create', fileId: id });
		[record] = (await bench.run({ resource: 'myGreeting', operation: 'getMany' })).out;
	});

	test.each([
		['its digest', () => digestOf(content)],
		['the file_url of a record', () => String(record.file_url)],
		['a whole address', () => `https://pbx.example${String(record.file_url)}?x=1#part`],
	])('by %s', async (_, digest) => {
		expect(record.file_url).toBe(`/api/blobs/${digestOf(content)}`);
		const { items, error } = await bench.run({ ...download, digest: digest() });
		expect(error).toBeUndefined();
		const [item] = items('PortSIP');
		expect(item.json).toEqual({ fileName: 'sound.wav', size: content.length });
		expect(item.binary?.data).toMatchObject({ fileName: 'sound.wav', mimeType: 'audio/wav' });
		expect(bytesOf(item)).toEqual(content);
		expect(bench.simulator.log.at(-1)?.path).toBe(`/api/blobs/${digestOf(content)}`);
	});

	test('goes into the field that was asked for', async () => {
		const digest = digestOf(content);
		const { items } = await bench.run({ ...download, digest, binaryPropertyName: 'sound' });
		expect(bytesOf(items('PortSIP')[0], 'sound')).toEqual(content);
	});

	test('of what is not there gives the words of the PBX', async () => {
		const { error, out } = await bench.run({ ...download, digest: digestOf(Buffer.from('no')) });
		expect(out).toEqual([]);
		expect(error?.message).toMatch(/^Download file: the PBX answered 404 NOT_FOUND: /);
	});
});
