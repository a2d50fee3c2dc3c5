using LoanServicing.Domain.Money;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// The folders of the domain use each other one way. The law takes its own small fact records and knows no loan.
/// </summary>
public class FolderOrderTests(ITestOutputHelper output)
{
    private static readonly Project Domain = SourceTree.Projects.Single(project =>
        project.Name == "LoanServicing.Domain"
    );

    private static readonly FolderOrder Order = new(
        Domain.Namespace,
        [
            "Money",
            "Calendar",
            "Regulation",
            "Plans",
            "Loans",
            "Participants",
            "Facts",
            "Evaluation",
            "Auditing",
            "PersonalData",
        ],
        typeof(Cents).Assembly.GetTypes()
    );

    // What is left to be mended; strike what the test no longer finds.
    private static readonly (string From, string To)[] Left = [];

    [Fact]
    public void Every_folder_has_its_place() => Order.Unnamed.ShouldBeEmpty();

    [Fact]
    public void What_is_in_no_folder_uses_none() => Order.UsesBeforeAll.ShouldBeEmpty();

    [Fact]
    public void No_type_uses_a_later_folder()
    {
        var uses = Order.InTypes().ToList();
        output.WriteLine($"{uses.Count} uses of a type of another folder");
        uses.Count.ShouldBeGreaterThan(1_000);
        OnlyWhatIsLeft(uses);
    }

    [Fact]
    public void No_source_names_a_later_folder()
    {
        var files = SourceTree.CSharpFiles(Domain.Folder).ToList();
        var uses = files
            .SelectMany(file => Order.InSource(Path.GetRelativePath(Domain.Folder, file), File.ReadAllText(file)))
            .ToList();
        output.WriteLine($"{uses.Count} names of another folder in {files.Count} files");
        uses.Count.ShouldBeGreaterThan(200);
        OnlyWhatIsLeft(uses);
    }

    [Fact]
    public void The_checks_can_fail()
    {
        var planted = new FolderOrder(
            "LoanServicing.Architecture.Tests.Planted",
            ["Law", "Records"],
            typeof(FolderOrderTests).Assembly.GetTypes()
        );
        planted
            .InTypes()
            .Where(planted.IsBackward)
            .Select(use => use.Text)
            .ShouldBe(["Provision.Allows: signature Note", "Provision.Allows: calls get_Amount of Note"]);
        planted.InTypes().ShouldContain(use => use.From == "Records" && use.To == "Law" && !planted.IsBackward(use));
        planted.Unnamed.ShouldBe(["Folder"]);
        new FolderOrder(
            "LoanServicing.Architecture.Tests.Planted",
            ["Folder"],
            typeof(FolderOrderTests).Assembly.GetTypes()
        ).UsesBeforeAll.ShouldBe(["SecondCommand.Run: calls Of of Figure"]);

        Backward("Law/Provision.cs", "using LoanServicing.Architecture.Tests.Planted.Records;").ShouldBeTrue();
        Backward("Law/Old/Provision.cs", "using static LoanServicing.Architecture.Tests.Planted.Records.Note;")
            .ShouldBeTrue();
        Backward("Law/Provision.cs", "bool Allows(Records.Note note) => true;").ShouldBeTrue();
        Backward("Law/Provision.cs", "bool Allows(Planted.Records.Note note) => true;").ShouldBeTrue();
        Backward("Law/Provision.cs", "return account.Records.Note;").ShouldBeFalse();
        Backward("Law/Provision.cs", "return Records.Sum(record => record.Amount);").ShouldBeFalse();
        Backward("Law/Provision.cs", "namespace LoanServicing.Architecture.Tests.Planted.Records;").ShouldBeFalse();
        Backward("Records/Note.cs", "using LoanServicing.Architecture.Tests.Planted.Law;").ShouldBeFalse();

        bool Backward(string path, string text) => planted.InSource(path, text).Any(planted.IsBackward);
    }

    private static void OnlyWhatIsLeft(IReadOnlyCollection<FolderUse> uses)
    {
        uses.Where(use => Order.IsBackward(use) && !Left.Contains((use.From, use.To)))
            .Select(use => $"{use.From} uses {use.To}: {use.Text}")
            .ShouldBeEmpty();
        Left.Where(left => !uses.Any(use => (use.From, use.To) == left))
            .ShouldBeEmpty("what is left is mended: strike it");
    }
}
