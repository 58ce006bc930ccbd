import type { IDataObject } from 'n8n-workflow';
import { lostAnswer } from '../faults/kinds.mts';
import { setUpNetwork, type Network } from '../faults/network.mts';
import { passOn } from '../faults/proxy.mts';
import { newTenant } from '../support/node.mts';
import { addTenants } from '../support/pbx.mts';

/** A run that stops says of every item what became of it. */
let net: Network;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	net.simulator.reset();
	await net.proxy.mend();
	// The reset ended the session: what breaks below are the requests of the items.
	await net.run({ resource: 'network', operation: 'get' });
});
afterAll(async () => await net.close());

/** What the PBX says of a rule that it does not take. */
const REFUSED = {
	status: 400,
	headers: { 'content-type': 'application/json' },
	body: Buffer.from('{"errors":[{"code":"VALIDATE_FAILED","message":"cidr"}]}'),
};

const ITEMS = 20;
const FIELDS = Object.keys(newTenant('any'));
const create = {
	resource: 'tenant',
	operation: 'create',
	...Object.fromEntries(FIELDS.map((name) => [name, `={{ $json.${name} }}`])),
};
const createRule = {
	resource: 'ipRule',
	operation: 'create',
	cidr: '={{ $json.cidr }}',
	target: 'DENY',
};
const update = {
	resource: 'tenant',
	operation: 'update',
	tenantId: '={{ $json.id }}',
	additionalFields: { maxExtensions: '={{ $json.limit }}' },
};

/** All items but those, from 0 on. */
const others = (...indexes: number[]) =>
	Array.from({ length: ITEMS }, (_, index) => index).filter((index) => !indexes.includes(index));

/** New tenants, of which the seventh has a domain that is there already. */
function newTenants(): IDataObject[] {
	addTenants(net.simulator, 1);
	const items = Array.from({ length: ITEMS }, (_, index) => newTenant(`New ${index}`));
	items[6].domain = 't0.example';
	return items;
}

type Kind = 'done' | 'notRun' | 'unknown';
const WORDS: Record<Kind, RegExp> = {
	done: /\b(was|were|are|is)? ?done\b/i,
	notRun: /\b(not|never) (been )?(run|begun|started|sent)\b|\bdid not run\b/i,
	unknown: /\b(un|not )known\b/i,
};

/** The sentences, or parts of one, that say such a thing of items. */
const partsOn = (text: string, kind: Kind): string[] =>
	text
		.split(/[.;]\s|[.;]$|\n/)
		.filter((part) => /\bitems?\b/i.test(part) && WORDS[kind].test(part))
		.filter((part) => kind !== 'done' || !/not done/i.test(part));

/** Numbers and ranges such as `1 to 6, 8, 10–12` in full. */
function numbersIn(text: string): number[] {
	return [...text.matchAll(/(\d+)(?:\s*(?:to|-|–)\s*(\d+))?/g)].flatMap(([, from, to = from]) =>
		Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => Number(from) + step),
	);
}

/** What became of the items, but for the one whose failure is shown. */
type Told = Record<Kind, number[]>;

/**
 * Looks that a message says this of the items, and of no others. Whether it counts them from 1, as
 * people do, or from 0, as n8n does, is all the same here, as long as it counts all of them so.
 */
function expectTold(error: unknown, shown: number, expected: Told): void {
	const { message, description } = error as Error & { description?: string | null };
	const text = `${message}. ${description ?? ''}`;
	const of = (kind: Kind, first: number) =>
		[...new Set(partsOn(text, kind).flatMap(numbersIn))]
			.map((number) => number - first)
			.filter((index) => index !== shown)
			.sort((a, b) => a - b);
	const told = [1, 0].map((first) => ({
		done: of('done', first),
		notRun: of('notRun', first),
		unknown: of('unknown', first),
	}));
	expect(told).toContainEqual(expected);
	expect(text).not.toMatch(LONG_LIST);
}

/** A list of neighbours should be a range. */
const LONG_LIST = /\d+(?:, \d+){3,}/;

const createdOf = (items: readonly IDataObject[]) => {
	const domains = [...net.simulator.state.tenants.values()].map(({ domain }) => domain);
	return [...items.keys()].filter((index) => index !== 6 && domains.includes(items[index].domain));
};

describe('409 at item 7 of 20', () => {
	test('names those that were done and those that were not run, as ranges', async () => {
		const items = newTenants();
		const { error, out } = await net.run(create, { items });
		expect(out).toEqual([]);
		expect(error?.message).toMatch(/409 RESOURCE_EXISTS/);
		// It is in the group of four that the first three items went ahead of.
		const done = [0, 1, 2, 3, 4, 5];
		expect(createdOf(items)).toEqual(done);
		expectTold(error, 6, { done, notRun: others(6, ...done), unknown: [] });
	});

	test.each([1, 3, 5])(
		'with %i at a time names those that were done and those that were not run',
		async (batchSize) => {
			const items = newTenants();
			const { error } = await net.run({ ...create, requestOptions: { batchSize } }, { items });
			const done = createdOf(items);
			const notRun = others(6, ...done);
			expect(notRun.length).toBeGreaterThan(0);
			expectTold(error, 6, { done, notRun, unknown: [] });
		},
	);

	test('names items before it that waited for their turn, and were not run', async () => {
		// Items 4 to 6 change one tenant, in turn; the PBX is slower than the refusal of item 7.
		const [shared, ...ids] = addTenants(net.simulator, ITEMS + 1);
		net.simulator.switches.latencyMs = 40;
		net.simulator.switches.failures.push({
			path: `^/tenants/${ids[6]}$`,
			method: 'POST',
			status: 409,
			code: 'RESOURCE_IN_USE',
			times: 1,
		});
		const items = Array.from({ length: ITEMS }, (_, index) => ({
			id: [3, 4, 5].includes(index) ? shared : ids[index],
			limit: 100 + index,
		}));
		const { error } = await net.run(update, { items });
		expect(error?.message).toContain('409');
		const held = (id: string) => net.simulator.state.tenants.get(id)?.max_extensions;
		const last = Number(held(shared)) - 100;
		expect(last).toBeLessThan(5);
		// Whatever ran of the three did so in their order.
		const done = Array.from({ length: last + 1 }, (_, index) => index);
		expectTold(error, 6, { done, notRun: others(6, ...done), unknown: [] });
	});
});

test('items of which nobody knows are told beside the one that was refused', async () => {
	const items = Array.from({ length: ITEMS }, (_, index) => ({ cidr: `10.0.${index}.0/24` }));
	const refused = items[6].cidr;
	// Two connections of one group break when the PBX has the rule already.
	const lost = [3, 5].map((index) => items[index].cidr);
	net.proxy.breakAt({ line: /^POST \/api\/ip_filters$/, times: Infinity }, async (exchange) => {
		const { cidr } = JSON.parse(String(await exchange.body())) as { cidr: string };
		if (cidr === refused) return exchange.reply(REFUSED);
		await (lost.includes(cidr) ? lostAnswer : passOn)(exchange);
	});
	const { error } = await net.run(createRule, { items });
	// The first of the three is the one that n8n shows.
	expect(error?.message).toMatch(/not known/);
	expect(net.simulator.state.ipFilters.size).toBe(6);
	const notRun = others(0, 1, 2, 3, 4, 5, 6);
	expectTold(error, 3, { done: [0, 1, 2, 4], notRun, unknown: [5] });
});

test('reads are told in the same way, but have done nothing', async () => {
	const ids = addTenants(net.simulator, ITEMS);
	ids[6] = '1';
	const { error } = await net.run(
		{ resource: 'tenant', operation: 'get', tenantId: '={{ $json.id }}' },
		{ items: ids.map((id) => ({ id })) },
	);
	expect(error?.message).toContain('404');
	expect(`${error?.description}`).not.toMatch(/(was|were) done/);
});
