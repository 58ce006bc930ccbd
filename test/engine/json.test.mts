import type { IDataObject } from 'n8n-workflow';
import { setUp, type Bench } from '../support/node.mts';
import { linesOf } from '../support/pbx.mts';

/** JSON of a user arrives as it was meant, or is refused with the place. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.systemAdmin);
});
afterAll(async () => await bench.close());

/** PortSIP's ids are texts of 18 digits; as numbers they would come out as other ones. */
const ID = '812345678900000001';
const at = '2030-01-02T03:04:05.678Z';

const ruleWith = (otherFields: unknown) => ({
	resource: 'ipRule',
	operation: 'create',
	cidr: '192.0.2.0/24',
	target: 'DENY',
	additionalFields: { otherFields },
});
const post = (body: unknown, options: object = {}) => ({
	resource: 'apiRequest',
	operation: 'send',
	method: 'POST',
	path: '/ip_filters',
	options: { body, ...options },
});
const trunkWith = (sdpCodecs: unknown) => ({
	resource: 'trunk',
	operation: 'update',
	trunkId: [...bench.simulator.state.providers.keys()][0],
	additionalFields: { sdpCodecs },
});
const rules = () => [...bench.simulator.state.ipFilters.values()] as IDataObject[];

describe('a number with more digits than a number can hold is refused with its place:', () => {
	test.each([
		['Other Fields', () => ruleWith(`{"file_id": ${ID}}`), /Other Fields.*file_id/],
		['deep in it', () => ruleWith(`{"music": {"file_id": ${ID}}}`), /Other Fields.*music.*file_id/],
		['in a list', () => ruleWith(`{"files": ["1", {"id": ${ID}}]}`), /Other Fields.*files.*id/],
		['negative', () => ruleWith(`{"file_id": -${ID}}`), /file_id/],
		['with a fraction', () => ruleWith(`{"file_id": ${ID}.5}`), /file_id/],
		['after a text that looks like it', () => ruleWith(`{"a": "${ID}", "b": ${ID}}`), /"?b"?/],
		['Other Fields from an expression', () => ruleWith(`={{ ({ file_id: ${ID} }) }}`), /file_id/],
		['a JSON field', () => trunkWith(`[{"codec_id": ${ID}}]`), /Codec List.*codec_id/],
		['the body of an API Request', () => post(`{"cidr": ${ID}}`), /Body.*cidr/],
		['the query of an API Request', () => post('{}', { query: `{"id": ${ID}}` }), /Query.*\bid\b/],
	])('%s', async (_, parameters, place) => {
		const { error, out } = await bench.run(parameters());
		expect(out).toEqual([]);
		expect(error?.message).toMatch(place);
		expect(`${error?.message} ${error?.description}`).toMatch(/digits|text|quotes/i);
		expect(linesOf(bench.simulator)).toEqual([]);
	});

	test('one such item among many stops the run before anything is sent', async () => {
		const items = [{ other: '{}' }, { other: `{"file_id": ${ID}}` }];
		const { error } = await bench.run(ruleWith('={{ $json.other }}'), { items });
		expect(error?.message).toContain('file_id');
		expect(linesOf(bench.simulator)).toEqual([]);
	});

	test.each([
		['as a text', `{"description": "${ID}"}`, { description: ID }],
		[
			'in a text',
			`{"description": "the id ${ID}, no other"}`,
			{ description: `the id ${ID}, no other` },
		],
		['escaped', `{"description": "\\"x\\": ${ID}"}`, { description: `"x": ${ID}` }],
	])('but not %s', async (_, other, held) => {
		const { error } = await bench.run(ruleWith(other));
		expect(error).toBeUndefined();
		expect(rules()).toMatchObject([held]);
	});

	test.each([15, 9007199254740991, 0.1, -12.5])('and not the number %d', async (number) => {
		bench.simulator.switches.failures.push({
			path: '/ip_filters',
			status: 400,
			message: 'As it came',
			times: 1,
		});
		const { error } = await bench.run(post(`{"priority": ${number}}`));
		expect(error?.message).toContain('As it came');
	});
});

/** Ways in which an expression gives a moment. */
const MOMENTS: Record<string, string> = {
	'a Date': `new Date("${at}")`,
	'a Luxon DateTime': `DateTime.fromISO("${at}")`,
	'a Luxon DateTime of another zone': `DateTime.fromISO("${at}").setZone("Asia/Tokyo")`,
};

describe.each(Object.entries(MOMENTS))('%s in JSON is sent as ISO text', (_, moment) => {
	const told = () => rules().map(({ expire_at: value }) => value);
	const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

	test.each([
		['Other Fields', () => ruleWith(`={{ ({ expire_at: ${moment} }) }}`)],
		[
			'the body of an API Request',
			() => post(`={{ ({ cidr: "192.0.2.0/24", target: "DENY", expire_at: ${moment} }) }}`),
		],
	])('by %s', async (_place, parameters) => {
		const { error } = await bench.run(parameters());
		expect(error).toBeUndefined();
		expect(told()).toEqual([expect.stringMatching(ISO)]);
		expect(Date.parse(String(told()[0]))).toBe(Date.parse(at));
	});

	test('deep in a JSON field', async () => {
		const { error } = await bench.run(trunkWith(`={{ [{ name: "PCMU", since: [${moment}] }] }}`));
		expect(error).toBeUndefined();
		const [{ sdp_codecs: codecs }] = bench.simulator.state.providers.values();
		expect(codecs).toEqual([{ name: 'PCMU', since: [expect.stringMatching(ISO)] }]);
	});

	test('in the query of an API Request', async () => {
		const { error } = await bench.run({
			resource: 'apiRequest',
			operation: 'send',
			method: 'GET',
			path: '/ip_filters',
			options: { query: `={{ ({ search: ${moment} }) }}` },
		});
		expect(error).toBeUndefined();
		const { query } = bench.simulator.log.filter(({ path }) => path === '/api/ip_filters')[0];
		expect(String(query.search)).toMatch(ISO);
	});
});

test.each([
	['an invalid Date', 'new Date("never")'],
	['an invalid DateTime', 'DateTime.fromISO("never")'],
])('%s in JSON is refused with its place', async (_, moment) => {
	const { error } = await bench.run(ruleWith(`={{ ({ expire_at: ${moment} }) }}`));
	expect(error?.message).toMatch(/expire_at/);
	expect(linesOf(bench.simulator)).toEqual([]);
});
