namespace LoanServicing.Store.Tests.Queries;

/// <summary>
/// No query depends on the planner's luck: what is read by a set of keys costs by what it returns, on tables that were never
/// analysed, and in the very transaction that filled them.
/// </summary>
public class QueriesBySetTests(YoungBook book) : IClassFixture<YoungBook>
{
    // A row of the set, of the stream, of the event and of the document for each that comes back.
    private const int RowsTouchedForOne = 4;

    // An index is gone down for each key in each table: three or four pages, and one of the table.
    private const int PagesForOne = 25;

    public static TheoryData<string> Names => [.. QueriesBySet.All.Select(query => query.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_touches_what_it_returns_while_the_rows_are_new(string query) =>
        TouchesWhatItReturns(book.Of(query, isCommitted: false));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_touches_what_it_returns_before_anybody_analysed(string query) =>
        TouchesWhatItReturns(book.Of(query, isCommitted: true));

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
            """);
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
