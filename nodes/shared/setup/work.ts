import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../pbx/connection';
import type { Session } from '../../../pbx/session';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { Recognised } from '../records/recognised';
import { Secrets } from '../records/secrets';
import type { Wanted } from '../records/wanted';
import type { NumberSet } from '../numbers/numberSet';
import { InputRefused } from '../values/inputRefused';
import { makeableIn } from './document';
import { keyOf, upsertOf, type Kind } from './kinds';
import { Lists } from './lists';
import { pointersIn, withIds } from './references';
import { titleOf, type Step } from './steps';

/** What a run does, and how. */
export interface Choices {
	/** Secrets that the document leaves out are made up for new records. */
	generates: boolean;
	/** Secrets of the document are sent for records that are there, too. */
	sendsSecrets: boolean;
	/** Numbers that others have been promised: they are none of the next free ones. */
	reserved?: NumberSet;
}

/** The records of one tenant, as far as they are known: which id has which name. */
export class Work {
	readonly lists: Lists;
	private readonly ids = new Map<string, string>();
	private readonly records = new Map<string, Recognised>();
	private readonly makes = new Secrets();
	private readonly named: ReadonlySet<string>;
	/** Numbers that the tenant has or gets on trunks of the PBX, by the name of the trunk in small letters. */
	readonly pools = new Map<string, NumberSet>();

	/**
	 * @param inside the tenant, or what stands for one that is not there yet
	 * @param steps of the whole document
	 */
	constructor(
		readonly connection: Connection,
		readonly inside: Session,
		/** Id of the tenant; undefined where it is not there yet. */
		readonly tenantId: string | undefined,
		private readonly steps: readonly Step[],
		readonly choices: Choices,
		/** Texts that must not stand in a message. */
		readonly secrets: Set<string>,
		/** The steps whose records this run has made, and nobody else. */
		readonly made: Set<Step>,
	) {
		this.lists = new Lists(connection.home, inside);
		this.named = new Set(steps.map(({ kind, name }) => place(kind.part, name)));
	}

	/** Whether the document has a record of that name. */
	isInDocument = (part: string, name: string): boolean => this.named.has(place(part, name));

	/** Where the records of a kind are. */
	sessionOf = ({ home }: Kind): Session => (home ? this.connection.home : this.inside);

	/** Remembers the id of a record. */
	know({ kind, name, parent }: Pick<Step, 'kind' | 'name' | 'parent'>, id: string): void {
		this.ids.set(place(kind.part, name, parent), id);
	}

	/** The id of a record of the document; undefined where it is not there yet. */
	idOf = ({ kind, name, parent }: Pick<Step, 'kind' | 'name' | 'parent'>): string | undefined =>
		this.ids.get(place(kind.part, name, parent));

	/**
	 * A value of the document with ids in place of keys.
	 *
	 * @param planned a record of the document that is not there yet is known by its key for now
	 * @throws CallFailed; InputRefused where there is no such record
	 */
	async resolved<T>(step: Step, value: T, planned: boolean): Promise<T> {
		const parts = new Set(pointersIn(value).flatMap((pointer) => pointer.parts));
		await this.lists.learn(parts);
		return withIds(value, ({ parts: among, key }) => {
			const id = this.idAmong(among, key, planned);
			if (id !== undefined) return id;
			const those = among.join(' or ').replaceAll('_', ' ');
			throw unknown(step, key, `It must be one of the ${those}: check`);
		}) as T;
	}

	/**
	 * The id of one of the records that a member stands for.
	 *
	 * @throws CallFailed; InputRefused where there is no such record
	 */
	async memberId(step: Step, part: string, key: string, planned: boolean): Promise<string> {
		await this.lists.learn([part]);
		const id = this.idAmong([part], key, planned);
		if (id !== undefined) return id;
		throw unknown(step, key, 'Check');
	}

	private idAmong(parts: readonly string[], key: string, planned: boolean): string | undefined {
		const known = parts
			.map((part) => this.ids.get(place(part, key)) ?? this.lists.idOf(part, key))
			.find((id) => id !== undefined);
		const isPlanned = () => parts.some((part) => this.isInDocument(part, key));
		return known ?? (planned && isPlanned() ? key : undefined);
	}

	/** The records among which those of a kind are recognised; each list is looked at once. */
	recognised({ kind, parent }: Step, ids: Readonly<Record<string, string>>): Recognised {
		const at = JSON.stringify([kind.part, parent?.name]);
		const known = this.records.get(at);
		if (known) return known;
		const { list, create } = upsertOf(kind);
		const key = keyOf(kind);
		const expected = this.steps.filter(
			(step) => step.kind === kind && step.parent === parent,
		).length;
		const always = create.bodyFields.some(
			({ name, required }) => required === true && name === key[0].name,
		);
		const session = this.sessionOf(kind);
		const made = new Recognised(session, list, ids, key, expected, always);
		this.records.set(at, made);
		return made;
	}

	/** What a record shall be, with what the choices say of secrets. */
	wanted(step: Step, body: IDataObject, ids: Wanted['ids'], dryRun: boolean): Wanted {
		const { kind } = step;
		const left = makeableIn(kind).filter(({ name }) => body[name] === undefined);
		const fields = this.choices.generates ? left : [];
		const operation = findOperation(kind.resource, 'create') as Operation;
		return {
			upsert: upsertOf(kind),
			noun: kind.noun,
			key: keyOf(kind),
			ids,
			body,
			sendsSecrets: this.choices.sendsSecrets,
			dryRun,
			generated: fields.map(({ name }) => name),
			secrets: async () =>
				await this.makes.madeFor(
					this.sessionOf(kind),
					{ operation, generated: { fields, returned: false }, secrets: this.secrets },
					body,
				),
			created: (id) => {
				this.know(step, id);
				this.made.add(step);
			},
			// While it is planned the lists tell; afterwards it is known.
			holderOf: async (number) => (dryRun ? await this.lists.holderOf(number) : undefined),
		};
	}
}

const place = (part: string, name: string, parent?: Pick<Step, 'name'>): string =>
	JSON.stringify([part, parent?.name.toLowerCase(), name.trim().toLowerCase()]);

/** @param check how the advice begins */
const unknown = (step: Step, key: string, check: string): InputRefused =>
	new InputRefused(
		`The ${titleOf(step)} names "${key}", which is neither on the PBX nor in the document`,
		`${check} the spelling, or add it to the document.`,
	);
