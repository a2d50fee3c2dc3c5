namespace LoanServicing.Store.Tests.Queries;

/// <summary>
/// No query depends on the planner's luck: what is read by a set of keys costs by what it returns, on tables that were
/// never analysed, and in the very transaction that filled them.
/// </summary>
public class QueriesBySetTests(YoungBook book, GrownBook grown) : IClassFixture<YoungBook>, IClassFixture<GrownBook>
{
    // A row of the set, of the stream, of the event and of the document for each that comes back.
    private const int RowsTouchedForOne = 4;

    // An index is gone down for each key in each table: three or four pages, and one of the table.
    private const int PagesForOne = 25;

    public static TheoryData<string, Planned> Cases =>
        new(QueriesBySet.All.SelectMany(query => Enum.GetValues<Planned>().Select(when => (query.Name, when))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_touches_what_it_returns_whenever_it_was_planned(string query, Planned when) =>
        TouchesWhatItReturns(book.Of(query, when));

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_does_so_where_the_server_knows_another_size(string query, Planned when) =>
        TouchesWhatItReturns(grown.Of(query, when));

    // Without statistics a lookup by either costs the same, and the planner takes the one that is less high.
    [Fact]
    public async Task No_two_indexes_of_a_table_begin_with_the_same_columns() =>
        (
            await book.AskAsync(
                """
                select string_agg(one.indexrelid::regclass || ' ' || other.indexrelid::regclass, ', ')
                from pg_index one join pg_index other on other.indrelid = one.indrelid and other.indexrelid > one.indexrelid
                join pg_class c on c.oid = one.indrelid and c.relnamespace = 'public'::regnamespace
                where one.indkey[0] = other.indkey[0] and one.indkey[1] = other.indkey[1]
                """
            )
        ).ShouldBe(DBNull.Value);

    [Fact]
    public void One_that_reads_a_table_from_beginning_to_end_would_be_found()
    {
        var cost = QueryCost.Read(
            """
            [{"Plan": {
              "Node Type": "Nested Loop", "Actual Rows": 50, "Actual Loops": 1, "Shared Hit Blocks": 7, "Shared Read Blocks": 1,
              "Plans": [
                {
                  "Node Type": "Seq Scan", "Relation Name": "mt_events",
                  "Actual Rows": 5, "Actual Loops": 2, "Rows Removed by Filter": 40
                },
                {"Node Type": "Function Scan", "Actual Rows": 3, "Actual Loops": 1}]}}]
            """
        );
        (cost.Rows, cost.Scanned, cost.Pages).ShouldBe((50, 93, 8));
        Should.Throw<ShouldAssertException>(() => TouchesWhatItReturns(cost)).Message.ShouldContain("mt_events");
    }

    private static void TouchesWhatItReturns(QueryCost cost)
    {
        cost.ScansWhole.ShouldBeEmpty();
        cost.Scanned.ShouldBeLessThanOrEqualTo(cost.Rows * RowsTouchedForOne);
        cost.Pages.ShouldBeLessThanOrEqualTo(cost.Rows * PagesForOne);
    }
}
