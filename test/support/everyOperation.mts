import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { references } from '../../nodes/shared/api/references.ts';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { contract, type FactOperation } from '../../scripts/facts/contract.mts';
import type { Simulator } from '../../simulator/server.mts';
import type { Answer } from '../simulator/client.mts';
import { callOf, EveryRecord, snapshot } from './everyRecord.mts';
import { fileItem } from './fileItem.mts';
import type { Bench } from './node.mts';
import { inEditor, parametersFor, sample } from './samples.mts';

/** Who a call is made as, by the scope that the contract gives it. */
const ROLES: Readonly<Record<string, keyof Simulator['logins']>> = {
	system: 'systemAdmin',
	dealer: 'dealer',
	tenant: 'tenantUser',
	user: 'tenantUser',
	any: 'tenantUser',
};

const facts = contract();

/** The call of the contract that a row stands for. */
export function factOf(operation: Operation): FactOperation {
	const fact = facts.get(keyOf(operation));
	if (!fact) throw new Error(`The contract has no ${keyOf(operation)}`);
	return fact;
}

/** The credential for an operation; what is made of several calls has no scope of its own. */
export const roleOf = (operation: Operation): string =>
	ROLES[facts.get(keyOf(operation))?.scope ?? (operation.inTenant === false ? 'system' : 'tenant')];

/** What an operation is run with, and what it should lead to. */
export interface Case {
	parameters: IDataObject;
	/** `POST /api/tenants/812…`, as the PBX writes it down. */
	request: string;
	/** The items that come in, where the operation takes a file. */
	input?: INodeExecutionData[];
}

/** A simulated PBX with every kind of record, to which n8n's engine is signed in as everybody. */
export class EveryOperation {
	private readonly world: EveryRecord;
	private restoreState: () => void = () => undefined;

	constructor(private readonly bench: Bench) {
		this.world = new EveryRecord(bench.simulator);
	}

	/** Makes the records, signs everybody in, and remembers all of it. */
	async build(): Promise<void> {
		const { bench } = this;
		await this.world.build();
		for (const [role, login] of Object.entries(bench.simulator.logins)) {
			bench.signIn(login, role);
			const parameters = { resource: 'signedInUser', operation: 'get' };
			const { error } = await bench.run(parameters, { credential: role });
			if (error) throw error;
		}
		this.restoreState = snapshot(bench.simulator);
	}

	/** Makes the PBX what it was, so that no case depends on another one. */
	restore(): void {
		this.restoreState();
		this.bench.simulator.log.length = 0;
	}

	/** The node's parameters that lead to the least that an operation takes. */
	caseOf(resource: Resource, operation: Operation): Case {
		const path = this.pathOf(operation);
		const { body, others } = this.bodyOf(operation);
		const query = Object.fromEntries(
			operation.queryFields
				.filter(({ required }) => required)
				.map(({ name, ref = '' }) => [name, this.world.values[`${references[ref].path}/{id}`]]),
		);
		const parameters = parametersFor(resource, operation, { ...query, ...body }) as IDataObject;
		// After the others: a body can have a field of the same name, such as `id`.
		const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const values = idsIn(operation.path, path);
		for (const [index, field] of operation.pathFields.entries()) {
			parameters[parameterOf(field)] = inEditor(field, values[names[index]]) as string;
		}
		if (operation.kind === 'getMany') parameters.returnAll = true;
		if (Object.keys(others).length) {
			const place = collectionOf(resource, operation)?.name;
			if (!place) throw new Error(`There is no field for ${Object.keys(others).join()}`);
			const fields = (parameters[place] ??= {}) as IDataObject;
			fields.otherFields = JSON.stringify(others);
		}
		return {
			parameters,
			request: `${operation.method} /api${path}`,
			...(operation.kind === 'upload' ? { input: [fileItem('RIFF upload', 'upload.wav')] } : {}),
		};
	}

	/** Takes away what stands in the way of a call. */
	async clear({ path }: Operation): Promise<void> {
		// A rule of the tenant uses the trunk.
		if (path !== '/providers/{id}/assignees/{tenant_id}/destroy') return;
		await this.world.clients.tenant.post(this.world.fill('/inbound_rules/{id}/destroy'));
	}

	/** What the PBX answers to the same call without the node. */
	async ask(operation: Operation): Promise<Answer> {
		return await this.world.send(callOf(keyOf(operation)), { path: this.pathOf(operation) });
	}

	/** The path with an existing record for each brace. */
	private pathOf({ path }: Pick<Operation, 'path'>): string {
		const { providers, tenants } = this.bench.simulator.state;
		const [trunk] = providers.keys();
		const [tenant] = tenants.keys();
		if (path === '/transports/{id}/status') return '/transports/UDP/status';
		// Only the sample trunk is assigned, and only to the sample tenant.
		return this.world.fill(
			path
				.replace('/providers/{id}/assignees', `/providers/${trunk}/assignees`)
				.replace('{tenant_id}', tenant),
		);
	}

	private bodyOf(operation: Operation): { body: IDataObject; others: IDataObject } {
		const { kind, acceptsBody, bodyFields } = operation;
		if (operation.composed && !operation.upsert) {
			return { body: this.composedBody(operation), others: {} };
		}
		const sent = this.world.bodyFor(callOf(keyOf(operation)));
		const wanted = bodyFields.filter(({ required }) => required);
		const none = () => !Object.keys(sent).length && !wanted.length;
		const writes = kind === 'update' || kind === 'create';
		if (none() && writes && bodyFields.length) wanted.push(bodyFields[0]);
		if (none() && acceptsBody && !bodyFields.length) sent.sample = 'value';
		for (const { name, type } of wanted) {
			const fact = factOf(operation).body.find((each) => each.name === name);
			if (fact && isEmpty(sent[name], type)) sent[name] = sample(fact) as string;
		}
		const known = (name: string) =>
			bodyFields.some(
				(field) => field.name === name || (field.spread && name in (field.options ?? {})),
			);
		const pairs = Object.entries(sent);
		return {
			body: Object.fromEntries(pairs.filter(([name]) => known(name))),
			others: Object.fromEntries(pairs.filter(([name]) => !known(name))),
		};
	}

	/** What has no body in the contract, since it is made of several calls. */
	private composedBody({ bodyFields }: Operation): IDataObject {
		const wanted = bodyFields.filter(({ required }) => required);
		return Object.fromEntries(
			wanted.map((field) => {
				const { name, type, ref, default: preset } = field;
				if (ref) return [name, this.idOf(ref)];
				return [name, preset ?? sample({ name, type: SHAPES[type] ?? 'string' })];
			}),
		) as IDataObject;
	}

	/** A record of that kind. */
	private idOf(ref: string): string {
		const path = this.pathOf({ path: `${references[ref].path}/{${ref}_id}` });
		return path.slice(path.lastIndexOf('/') + 1);
	}
}

/** Types of fields whose values are no texts. */
const SHAPES: Partial<Record<Field['type'], FactOperation['body'][number]['type']>> = {
	integer: 'integer',
	boolean: 'boolean',
};

/** A required list, or choice of switches, in which there is nothing counts as not filled in. */
const isEmpty = (value: unknown, type: Field['type']): boolean =>
	value === undefined ||
	(Array.isArray(value) && !value.length) ||
	(type === 'switches' && !Object.keys(value as object).length);

const keyOf = ({ method, path }: Operation): string => `${method} ${path}`;

/** The values behind the braces of a path. */
function idsIn(template: string, path: string): Record<string, string> {
	const values = path.split('/');
	return Object.fromEntries(
		template
			.split('/')
			.map((segment, index) => [segment.replace(/[{}]/g, ''), decodeURIComponent(values[index])]),
	);
}
