/// A person's way of signing in. One person, one account: `ID<Account>` is what every table about a person carries as `person_id`.
package struct Account {}
