import { operations, findOperation } from '../contract.mts';
import { notFound } from '../errors.mts';
import type { Call } from '../pbx.mts';
import type { State } from '../state.mts';
import type { JsonSchema, Rec } from '../types.mts';
import { creates, hasMembers, isTable, keyField, lastParam, parentOf } from './kinds.mts';
import { recordSchema, sample } from './shape.mts';

/** Paths of the signed-in user; their records lie below the user, as in `/users/{id}/phones`. */
const personal = /^\/(user|voicemails)(?=\/|$)/;

/** The tenant, dealer or (an empty text) PBX that the records of a call belong to. */
export function ownerOf({ caller, operation }: Call): string {
	if (operation.scope === 'system') return '';
	return caller?.tenantId ?? caller?.dealerId ?? '';
}

/** Writes the address of a path: the path itself for the PBX, else with its owner. */
export function addressAt(path: string, owner: string): string {
	return owner ? `${path}@${owner}` : path;
}

function pathOf({ params, caller }: Call, template: string): string {
	const path = template.replaceAll(/\{(\w+)\}/g, (_match, name: string) => params[name]);
	const [prefix] = personal.exec(path) ?? [];
	if (!prefix) return path;
	return `/users/${caller.account.id}${prefix === '/user' ? path.slice(prefix.length) : path}`;
}

/**
 * Where a call finds what is behind a path of the contract, such as
 * `/users/812…/phones@812…` for `/user/phones`.
 */
export function addressOf(call: Call, template: string): string {
	return addressAt(pathOf(call, template), ownerOf(call));
}

const paramsOfTable = new Map<string, string[]>();
for (const { path } of operations) {
	const segments = path.split('/');
	segments.forEach((segment, index) => {
		const param = /^\{(\w+)\}$/.exec(segment)?.[1];
		if (!param) return;
		const table = segments.slice(0, index).join('/');
		const known = paramsOfTable.get(table) ?? [];
		if (!known.includes(param)) paramsOfTable.set(table, [...known, param]);
	});
}

/** The field that names the records of a table in paths. */
export function keyOfTable(template: string): string {
	return keyField(template, paramsOfTable.get(template) ?? []);
}

/** Lists nobody can write into hold samples, so that there is something to read. */
export function isSampled(template: string): boolean {
	return !creates(template) && !findOperation(`POST ${template}`) && !hasMembers(template);
}

/** What answers show of the records of a list: its items, and one record if that can be read. */
export function schemasOf(template: string): JsonSchema[] {
	return [`GET ${template}`, `GET ${template}/{${paramsOfTable.get(template)?.[0]}}`]
		.map(recordSchema)
		.filter((schema) => schema !== undefined);
}

/** A record of a list, made up from the contract. */
export function madeUp(state: State, template: string): Rec {
	const parts = schemasOf(template).map((schema) => sample(schema, state.nextId) as Rec);
	return Object.assign({}, ...parts);
}

function addSamples(state: State, table: Map<string, Rec>, template: string): void {
	const key = keyOfTable(template);
	const names = schemasOf(template)
		.map((schema) => schema.properties?.[key]?.enum)
		.find(Boolean);
	for (const name of names ?? ['1', '2']) {
		const record = madeUp(state, template);
		if (names) record[key] = name;
		else record[key] = key === 'id' ? state.nextId() : `sample-${name}`;
		table.set(String(record[key]), record);
	}
}

/** The records of a list, in the order of their creation. It comes into being when first used. */
export function tableOf(call: Call, template: string): Map<string, Rec> {
	const { state } = call.pbx;
	const address = addressOf(call, template);
	const found = state.resources.get(address);
	if (found) return found;
	const table = new Map<string, Rec>();
	state.resources.set(address, table);
	if (isSampled(template)) addSamples(state, table, template);
	return table;
}

/** The records at a fixed place, without making it. */
export function recordsAt(state: State, path: string, owner: unknown): Rec[] {
	return [...(state.resources.get(addressAt(path, String(owner)))?.values() ?? [])];
}

/**
 * The record a path with a parameter at its end names, such as `/ring_groups/{id}`.
 * @throws PbxError 404
 */
export function recordOf(call: Call, template: string): Rec {
	const table = parentOf(template);
	const value = call.params[String(lastParam(template))];
	const record = table === '/users' ? userOf(call, value) : tableOf(call, table).get(value);
	if (!record) throw notFound('The record');
	return record;
}

function userOf({ pbx, caller }: Call, id: string): Rec | undefined {
	const user = pbx.state.users.get(id);
	return user?.tenant_id === caller.tenantId ? user : undefined;
}

/**
 * Checks that every record named on the way to a path exists.
 * @throws PbxError 404
 */
export function checkWay(call: Call, template: string): void {
	const segments = template.split('/');
	segments.forEach((_segment, index) => {
		const way = segments.slice(0, index + 1).join('/');
		if (lastParam(way) !== undefined && isTable(parentOf(way))) recordOf(call, way);
	});
}

/** Removes everything below a record, such as the phones of a user. */
export function removeBelow(state: State, path: string, owner: string): void {
	for (const map of [state.resources, state.settings]) {
		for (const address of map.keys()) {
			if (address.startsWith(`${path}/`) && address.endsWith(addressAt('', owner))) {
				map.delete(address);
			}
		}
	}
}

/** The path of a record, filled in, such as `/ring_groups/812…`. */
export function placeOf(call: Call, template: string): string {
	return pathOf(call, template);
}
