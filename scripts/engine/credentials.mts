import './environment.mts';
import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
} from 'n8n-workflow';

/**
 * What n8n's server does with credentials, kept in memory instead of a database and without
 * encryption: defaults, the expirable field, the saved result of `preAuthentication`.
 */
export class MemoryCredentials extends ICredentialsHelper {
	/** Saved credentials by id. */
	private readonly saved = new Map<string, ICredentialDataDecryptedObject>();

	/** @param find gives a credential type by name */
	constructor(private readonly find: (name: string) => ICredentialType) {
		super();
	}

	/** Saves a credential the way n8n's editor does, with the defaults of its fields. */
	save(id: string, type: string, data: ICredentialDataDecryptedObject): void {
		const defaults = this.getCredentialsProperties(type).map(({ name, default: value }) => [
			name,
			value,
		]);
		this.saved.set(id, { ...Object.fromEntries(defaults), ...data });
	}

	/** The saved fields of a credential, the session among them. */
	read(id: string): ICredentialDataDecryptedObject {
		const data = this.saved.get(id);
		if (!data) throw new Error(`No credential with the id "${id}"`);
		return data;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.find(typeName);
		if (typeof authenticate !== 'function')
			throw new Error(`${typeName} has no authenticate function`);
		return await authenticate(credentials, requestOptions);
	}

	/** As in n8n: only when the expirable field is empty, after a 401, or for a credential test. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.find(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const testing = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !testing) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined) return undefined;
		const details = node.credentials?.[typeName];
		if (details?.id)
			await this.updateCredentials(details, typeName, { ...this.read(details.id), ...output });
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		return new Credentials({ id: details.id, name: details.name }, type);
	}

	async getDecrypted(
		_additionalData: unknown,
		details: INodeCredentialsDetails,
	): Promise<ICredentialDataDecryptedObject> {
		return { ...this.read(details.id ?? '') };
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.saved.set(details.id ?? '', data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('No credential of this package uses OAuth');
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.find(type).properties;
	}
}
