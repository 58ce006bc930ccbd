import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed, statusOf } from '../../../pbx/failures';
import { isOneSegment, pathOf } from '../../../pbx/path';
import type { Session } from '../../../pbx/session';
import { findRead } from '../api';
import { inSentence } from '../api/names';
import { listsOf, references, sentAs } from '../api/references';
import { otherRoute } from '../api/routes';
import type { Reference } from '../api/types';
import type { Plan } from '../plan/plan';
import { recordsWith } from '../records/find';
import { InputRefused } from '../values/inputRefused';
import { Lookup } from '../values/wireValue';

/** A call, ready to be sent, and what it changes. */
export interface Resolved {
	call: Omit<Call, 'body'> & { body: IDataObject; ids: Readonly<Record<string, string>> };
	/** The part of the path that names what it changes; absent where there is no order to keep. */
	changes: string | undefined;
}

/** Finds ids by what people know a record by; each is asked for once in a session. */
export class Finder {
	private readonly found = new Map<string, Promise<string>>();

	constructor(private readonly session: Session) {}

	/**
	 * The call of a plan, with ids in place of names.
	 *
	 * @throws InputRefused when a record does not exist; CallFailed
	 */
	async callOf({ method, route, changes, ...plan }: Plan): Promise<Resolved> {
		const { ids, query, body } = await this.resolve({
			ids: plan.ids,
			query: plan.query,
			body: plan.body,
		});
		const call = {
			method,
			route,
			ids: ids as Record<string, string>,
			query: query as Record<string, string>,
			body,
		};
		return { call, changes: changes === undefined ? undefined : pathOf(changes, call.ids) };
	}

	/**
	 * The same value with ids in place of lookups.
	 *
	 * @throws InputRefused when a record does not exist; CallFailed
	 */
	async resolve<T>(value: T): Promise<T> {
		if (value instanceof Lookup) return (await this.idOf(value)) as T;
		// Most values have nothing to look up: a promise for each part of each item adds up.
		if (!holdsLookup(value)) return value;
		if (Array.isArray(value))
			return (await allOf(value.map(async (each) => await this.resolve(each)))) as T;
		const pairs = Object.entries(value as object).map(
			async ([name, each]) => [name, await this.resolve(each as unknown)] as const,
		);
		return Object.fromEntries(await allOf(pairs)) as T;
	}

	private async idOf(lookup: Lookup): Promise<string> {
		const known = `${lookup.ref} ${lookup.form ?? ''} ${lookup.value}`;
		const id = this.found.get(known) ?? this.find(lookup);
		this.found.set(known, id);
		return await id;
	}

	private async find(lookup: Lookup): Promise<string> {
		const { ref, value, form } = lookup;
		const reference = references[ref];
		const lists = listsOf(reference).map(async ({ path, whole, keys = [] }) => {
			const names = form === undefined ? keys.map(({ name }) => name) : [form];
			return await recordsWith(this.session, { route: path, whole }, names, value);
		});
		const matches = (await allOf(lists)).flat();
		if (matches.length === 1) return String(matches[0][reference.value ?? 'id']);
		if (!matches.length && form === undefined && (await this.isId(reference, value))) return value;
		throw matches.length ? ambiguous(lookup, matches) : missing(lookup);
	}

	/** Whether a text that does not look like an id is one all the same. */
	private async isId({ path, value }: Reference, id: string): Promise<boolean> {
		const route = `${path}/{id}`;
		const asked = !value && findRead(route)?.kind === 'get' && isOneSegment(id);
		if (!asked || otherRoute('GET', route, { id }) !== undefined) return false;
		return await this.session.send({ method: 'GET', route, ids: { id } }).then(
			() => true,
			(error: unknown) => {
				const status = error instanceof CallFailed ? statusOf(error.failure) : undefined;
				if (status === 400 || status === 404) return false;
				throw error;
			},
		);
	}
}

function holdsLookup(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return value instanceof Lookup || Object.values(value).some(holdsLookup);
}

/** Says in which form the record was looked for, and in which others it can be given. */
function missing({ ref, value, form }: Lookup): InputRefused {
	const { title } = references[ref];
	const forms = formsOf(ref);
	const tried = forms.filter(({ name }) => form === undefined || name === form);
	const others = forms.filter((each) => !tried.includes(each));
	const also = others.length ? ` It can also be given by its ${either(others)}.` : '';
	return new InputRefused(
		`No ${inSentence(title)} has the ${either(tried)} "${value}"`,
		`Check the spelling, and whether this account can see the ${inSentence(title)}.${also}`,
	);
}

function ambiguous({ ref, value, form }: Lookup, matches: readonly IDataObject[]): InputRefused {
	const forms = formsOf(ref).filter(({ name }) => form === undefined || name === form);
	return new InputRefused(
		`More than one ${inSentence(references[ref].title)} has the ${either(forms)} "${value}"`,
		`Their IDs are ${matches.map(({ id }) => String(id)).join(', ')}. Give the ID of the one that is meant.`,
	);
}

interface Form {
	name: string;
	words: string;
}

/** The forms in which a record can be given, as words in a sentence. */
function formsOf(ref: string): Form[] {
	const reference = references[ref];
	const keys = listsOf(reference).flatMap((list) => list.keys ?? []);
	const forms = [
		{ name: reference.value ?? 'id', words: inSentence(sentAs(reference)) },
		...keys.map(({ name, title }) => ({ name, words: inSentence(title) })),
	];
	return forms.filter(
		({ words }, index) => forms.findIndex((each) => each.words === words) === index,
	);
}

const either = (forms: readonly Form[]): string =>
	forms
		.map(({ words }) => words)
		.join(', ')
		.replace(/, (?=[^,]*$)/, ' or ');

/** Waits for all also when one fails: a lookup must not outlive the session that it was begun in. */
async function allOf<T>(running: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(running);
	return await Promise.all(running);
}
