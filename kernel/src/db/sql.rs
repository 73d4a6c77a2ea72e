use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};

/// SQL in the words that both databases share; places are `$1`, `$2`, … on either.
pub trait Sql: ConnectionTrait {
    /// Changes rows and says how many.
    fn exec(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<u64, DbErr>> + Send {
        let statement = Statement::from_sql_and_values(self.get_database_backend(), sql, values);
        async move { Ok(self.execute_raw(statement).await?.rows_affected()) }
    }

    /// The first row, if there is one.
    fn one(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<QueryResult>, DbErr>> + Send {
        let statement = Statement::from_sql_and_values(self.get_database_backend(), sql, values);
        async move { self.query_one_raw(statement).await }
    }

    /// All rows.
    fn all(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<QueryResult>, DbErr>> + Send {
        let statement = Statement::from_sql_and_values(self.get_database_backend(), sql, values);
        async move { self.query_all_raw(statement).await }
    }
}

impl<C: ConnectionTrait> Sql for C {}
