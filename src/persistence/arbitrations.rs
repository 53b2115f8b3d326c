//! Replies of the arbiter, kept so that the same words are not put to the same model twice.

use rusqlite::OptionalExtension;

use super::{
    Repository,
    encoding::{from_json, to_json},
    error::StoreError,
};
use crate::contracts::Arbitration;

impl Repository {
    /// What the model of this digest replied to this prompt before.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn arbitration(&self, prompt_hash: &str, digest: &str) -> Result<Option<Arbitration>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT arbitration FROM arbitrations WHERE prompt_hash = ?1 AND model_digest = ?2";
            let text: Option<String> = connection.query_row(sql, [prompt_hash, digest], |row| row.get(0)).optional()?;
            text.map(|text| from_json(&text, "arbitration")).transpose()
        })
    }

    /// Keeps a reply.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_arbitration(&self, arbitration: &Arbitration) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO arbitrations (prompt_hash, model_digest, arbitration, asked_ms) VALUES (?1, ?2, ?3, ?4)",
                (&arbitration.prompt_hash, &arbitration.digest, to_json(arbitration)?, arbitration.asked_ms),
            )?;
            Ok(())
        })
    }
}
