import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { State } from '../../simulator/state.mts';
import { fileItem } from '../support/fileItem.mts';
import { newTenant } from '../support/node.mts';

/** Rows of the lists that are read: three pages. */
export const ROWS = 230;

/** What is done in a workflow while the network breaks. */
export interface Subject {
	/** What the table calls it. */
	name: string;
	parameters: object;
	/** Items that come in. */
	input: INodeExecutionData[];
	/** The requests that count, as the proxy and the PBX write them down. */
	line: RegExp;
	/** How often the PBX holds what each item asks for: once, if all is well. */
	held(): number[];
	/** Records that are where they do not belong. */
	misplaced?(): unknown[];
	/** Nothing is written. */
	reads?: boolean;
	/** Items run as many at a time as the node runs without being told; else one by one. */
	atOnce?: boolean;
}

/** What was on the PBX before. */
export interface Existing {
	/** Ids of tenants; the last one has `ROWS` extensions. */
	tenants: readonly string[];
	/** Ids of IP rules. */
	rules: readonly string[];
}

const json = (items: IDataObject[]): INodeExecutionData[] => items.map((each) => ({ json: each }));
const items = (count: number, item: (index: number) => IDataObject) =>
	json(Array.from({ length: count }, (_, index) => item(index)));

/** How often each item is among the records, told by one field. */
function counts(records: Iterable<object>, key: string, input: INodeExecutionData[]): number[] {
	const values = [...records].map((record) => (record as IDataObject)[key]);
	return input.map(({ json: item }) => values.filter((value) => value === item[key]).length);
}

/** Everything that is tried, on a PBX with such a state. */
export function subjectsOf(state: State, { tenants, rules }: Existing) {
	const read: Subject = {
		name: 'Get many, Return All',
		parameters: { resource: 'ipRule', operation: 'getMany', returnAll: true },
		input: json([{}]),
		line: /^GET \/api\/ip_filters$/,
		held: () => rules.map((id) => Number(state.ipFilters.has(id))),
		reads: true,
	};

	const readInside: Subject = {
		...read,
		name: 'Get many in a tenant',
		parameters: {
			resource: 'extension',
			operation: 'getMany',
			returnAll: true,
			actInTenant: { __rl: true, mode: 'id', value: tenants[tenants.length - 1] },
		},
		line: /^GET \/api\/users$/,
	};

	const download: Subject = {
		...read,
		name: 'Export IP rules',
		parameters: { resource: 'ipRule', operation: 'export' },
		line: /^GET \/api\/ip_filters\/export$/,
	};

	/** Creates records whose domain may be there once. */
	const creating = (count: number): Subject => {
		const input = items(count, (index) => newTenant(`New ${index}`));
		return {
			name: `Create ${count} tenants`,
			parameters: {
				resource: 'tenant',
				operation: 'create',
				...Object.fromEntries(
					Object.keys(newTenant('any')).map((name) => [name, `={{ $json.${name} }}`]),
				),
			},
			input,
			line: /^POST \/api\/tenants$/,
			held: () => counts(state.tenants.values(), 'domain', input),
		};
	};

	/** Creates records of which the PBX takes equal ones. */
	const cidrs = items(3, (index) => ({ cidr: `192.0.2.${index}/32` }));
	const createRules: Subject = {
		name: 'Create 3 IP rules',
		parameters: {
			resource: 'ipRule',
			operation: 'create',
			cidr: '={{ $json.cidr }}',
			target: 'DENY',
		},
		input: cidrs,
		line: /^POST \/api\/ip_filters$/,
		held: () => counts(state.ipFilters.values(), 'cidr', cidrs),
	};

	/** Creates two records in each of two tenants, in turn. */
	const inside = items(4, (index) => ({
		tenant: tenants[index % 2],
		extension_number: `${9000 + index}`,
	}));
	const isOf = ({ json: item }: INodeExecutionData, user: IDataObject) =>
		user.extension_number === item.extension_number;
	const users = () => [...state.users.values()] as IDataObject[];
	const createInside: Subject = {
		name: 'Create 4 in two tenants',
		parameters: {
			resource: 'extension',
			operation: 'create',
			actInTenant: { __rl: true, mode: 'id', value: '={{ $json.tenant }}' },
			extensionNumber: '={{ $json.extension_number }}',
			role: { __rl: true, mode: 'id', value: 'StandardUser' },
			displayName: 'Person',
			name: '=person{{ $json.extension_number }}',
			email: '=person{{ $json.extension_number }}@customer.example',
			password: 'Fake-Word-9',
			extensionPassword: 'Fake-Word-8',
			voicemailPin: '294726',
		},
		input: inside,
		line: /^POST \/api\/users$/,
		held: () => counts(users(), 'extension_number', inside),
		misplaced: () =>
			users().filter((user) =>
				inside.some((item) => isOf(item, user) && user.tenant_id !== item.json.tenant),
			),
	};

	const update: Subject = {
		name: 'Update 3 tenants',
		parameters: {
			resource: 'tenant',
			operation: 'update',
			tenantId: '={{ $json.id }}',
			name: '={{ $json.name }}',
		},
		input: json(tenants.map((id, index) => ({ id, name: `Renamed ${index}` }))),
		line: /^POST \/api\/tenants\/\d+$/,
		held: () =>
			tenants.map((id, index) => Number(state.tenants.get(id)?.name === `Renamed ${index}`)),
	};

	/** Deletes records; what is held is that they are gone. */
	const gone = rules.slice(0, 3);
	const remove: Subject = {
		name: 'Delete 3 IP rules',
		parameters: { resource: 'ipRule', operation: 'delete', ipRuleId: '={{ $json.id }}' },
		input: json(gone.map((id) => ({ id }))),
		line: /^POST \/api\/ip_filters\/\d+\/destroy$/,
		held: () => gone.map((id) => Number(!state.ipFilters.has(id))),
	};

	/** Uploads a file that does not fit into one packet. */
	const upload: Subject = {
		name: 'Upload file',
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: 'data' },
		input: [fileItem(Buffer.alloc(512 * 1024, 7), 'hello.wav')],
		line: /^POST \/api\/blobs\/uploads\/[^/]+\/complete$/,
		held: () => [state.files.size],
	};

	return {
		read,
		readInside,
		download,
		create: creating(3),
		createMany: { ...creating(20), atOnce: true },
		createRules,
		createInside,
		createInsideAtOnce: { ...createInside, name: `${createInside.name}, at once`, atOnce: true },
		update,
		remove,
		upload,
	} satisfies Record<string, Subject>;
}
